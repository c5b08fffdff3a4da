import { isRefusal, replyError } from '#lib/errors.ts'
import { failureOf } from '#lib/failure.ts'
import type { Asked, Outcome, Said } from './protocol.ts'

/** Far above what the largest picture takes that is allowed. */
const mostBytes = 800_000_000
/** Decoders do not give back all they took: above this the next one would have too little left. */
const spentBytes = 250_000_000
const lookMs = 50

const say = (said: Said) => process.send?.(said)
/** A line for the log of the server. */
export const note = (words: string) => say({ note: words })

/**
 * The process's side of lib/sandbox/child.ts: runs decoders by name, and ends with the
 * server or when it takes too much memory.
 */
export function answer(decoders: Record<string, (input: never) => Promise<unknown>>): void {
  // Ending by itself would wait for what is being decoded.
  const end = () => process.kill(process.pid, 'SIGKILL')
  process.on('disconnect', end)
  setInterval(() => {
    if (process.memoryUsage.rss() > mostBytes) process.send?.('tooMuch' satisfies Said, end)
  }, lookMs)
  const outcome = async ({ name, input }: Asked): Promise<Outcome> => {
    try {
      return { answer: await decoders[name]?.(input as never) }
    } catch (error) {
      if (isRefusal(error)) return { refusal: replyError(error) }
      return { failure: failureOf(error) }
    }
  }
  process.on('message', async (asked: Asked) => {
    say({ ...(await outcome(asked)), spent: process.memoryUsage.rss() > spentBytes })
  })
}
