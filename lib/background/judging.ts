import { type Ear, startThread, type Thread } from '#lib/db/thread.ts'
import type { Asked } from './judge.ts'

export type Judging = {
  /** Refuses a new password that is too easy to guess, at the field it was typed in. */
  judge: (asked: Asked) => Promise<void>
}

/** How long it is kept for the next one. */
const restMs = 10 * 60_000

/**
 * New passwords are judged on a thread of its own: to make its lists of words takes most of a second, in
 * which everybody would wait, and they hold a third of a server's memory. It comes with a password, and goes
 * when there was none for a while.
 */
export function startJudging(hear: Ear): Judging & { stop: () => Promise<void> } {
  let thread: Thread | undefined
  let rest: NodeJS.Timeout | undefined
  const stop = async () => {
    clearTimeout(rest)
    const ending = thread
    thread = undefined
    await ending?.stop()
  }
  return {
    judge: async (asked) => {
      thread ??= startThread(new URL('./judge.ts', import.meta.url), null, hear)
      try {
        await thread.ask('judge', asked)
      } finally {
        clearTimeout(rest)
        rest = setTimeout(() => void stop(), restMs).unref()
      }
    },
    stop,
  }
}
