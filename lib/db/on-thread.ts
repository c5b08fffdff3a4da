import { parentPort } from 'node:worker_threads'
import { replyError } from '#lib/errors.ts'
import { failureOf } from '#lib/failure.ts'
import { onStop } from './on-stop.ts'
import type { FromThread, Question } from './thread.ts'

const tell = (told: FromThread, moved: ArrayBuffer[] = []) => parentPort?.postMessage(told, moved)

/** A line for the log of the process; a warning when something failed. */
export const note = (words: string, error?: unknown): void =>
  tell(error === undefined ? { note: words } : { note: words, failure: failureOf(error) })

/** Bytes that stand alone are handed over instead of copied: nothing here needs them any more. */
const bytesOf = (answer: unknown): ArrayBuffer[] =>
  answer instanceof Uint8Array &&
  answer.buffer instanceof ArrayBuffer &&
  answer.byteLength === answer.buffer.byteLength
    ? [answer.buffer]
    : []

/**
 * The thread's side of lib/db/thread.ts: answers what it is asked by name, and
 * closes what it holds when it is told to stop.
 */
export function onThread(
  answers: Record<string, (input: never) => Promise<unknown>>,
  close: () => Promise<void> | void,
): void {
  const answer = async ({ id, name, input }: Question) => {
    try {
      const given = await answers[name]?.(input as never)
      tell({ id, answer: given }, bytesOf(given))
    } catch (error) {
      const refusal = replyError(error)
      tell(refusal.code === 'internal' ? { id, failure: failureOf(error) } : { id, refusal })
    }
  }
  parentPort?.on('message', (told: Question | 'stop') => {
    if (told !== 'stop') void answer(told)
  })
  onStop(close)
}
