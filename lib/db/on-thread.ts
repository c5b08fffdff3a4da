import { parentPort } from 'node:worker_threads'
import { isRefusal } from '#lib/errors.ts'
import type { Question, Told } from './thread.ts'

const tell = (told: Told) => parentPort?.postMessage(told)

/** A line for the log of the process. */
export const note = (words: string, level: 'info' | 'warn' = 'info'): void => tell({ note: words, level })

/** The thread's side of lib/db/thread.ts: answers what it is asked by name, and closes what it holds when it is told to stop. */
export function onThread(
  answers: Record<string, (input: never) => Promise<unknown>>,
  close: () => Promise<void> | void,
): void {
  const answer = async ({ id, name, input }: Question) => {
    try {
      tell({ id, answer: await answers[name]?.(input as never) })
    } catch (error) {
      if (isRefusal(error)) {
        const { code, message, issues } = error
        tell({ id, refusal: { code, message, issues } })
      } else tell({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  parentPort?.on('message', (told: Question | 'stop') => {
    if (told !== 'stop') return void answer(told)
    void Promise.resolve(close()).finally(() => parentPort?.close())
  })
}
