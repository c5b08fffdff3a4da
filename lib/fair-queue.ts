import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Refusal } from './errors.ts'

/**
 * Runs work for somebody when it is their turn. Rejects as the work does, and with `rate_limited` when too
 * much of theirs waits already.
 */
export type InTurn = <T>(whose: string, work: () => Promise<T>) => Promise<T>

type Line = { running: number; waiting: (() => void)[] }

type TooMuch = 'limits.tooMuch' | 'limits.downloads' | 'limits.exports'

/**
 * Work of many people, taken in turns by person: at most `atOnce` pieces run, at most `each` of one person,
 * and of those who wait everybody gets one piece before anybody gets another. So a hundred pieces of one
 * person wait behind each other, and not before others.
 */
export function turns({
  atOnce = Number.POSITIVE_INFINITY,
  each = atOnce,
  waiting: mostWaiting = Number.POSITIVE_INFINITY,
  resting = false,
  reason = 'limits.tooMuch',
}: {
  atOnce?: number
  each?: number
  /** Pieces of one person that may wait; more are refused. */
  waiting?: number
  /** What those are told. */
  reason?: TooMuch
  /**
   * A place is given on in the next turn of the event loop: for work that seldom waits,
   * and would let nothing else come in between.
   */
  resting?: boolean
}): InTurn {
  let running = 0
  const lines = new Map<string, Line>()
  /**
   * Of those lines, the ones in which somebody waits, in the order of
   * their turns: whoever had one goes to the end.
   */
  const queue = new Map<string, Line>()

  function next() {
    for (const [whose, line] of queue) {
      if (running >= atOnce) return
      if (line.running >= each) continue
      const start = line.waiting.shift()
      queue.delete(whose)
      if (line.waiting.length > 0) queue.set(whose, line)
      line.running += 1
      running += 1
      start?.()
    }
  }

  return async (whose, work) => {
    const line = lines.get(whose) ?? { running: 0, waiting: [] }
    lines.set(whose, line)
    if (running < atOnce && line.running < each) {
      line.running += 1
      running += 1
    } else {
      if (line.waiting.length >= mostWaiting) throw tooMuch(reason)
      // Whoever ends hands the place over, so that nobody slips in between.
      await new Promise<void>((start) => {
        line.waiting.push(start)
        queue.set(whose, line)
      })
    }
    const over = () => {
      running -= 1
      line.running -= 1
      if (line.running === 0 && line.waiting.length === 0) lines.delete(whose)
      next()
    }
    try {
      return await work()
    } finally {
      if (resting) setImmediate(over)
      else over()
    }
  }
}

const tooMuch = (reason: TooMuch) => new Refusal('rate_limited', reason, {}, { retryAfterMs: 1_000 })

/** Opens a stream that takes one of somebody's places for as long as it goes on. */
export const holding = <S extends Readable>(
  places: InTurn,
  whose: string,
  open: () => Promise<S>,
): Promise<S> =>
  new Promise((begin, refuse) => {
    const whole = async () => {
      const stream = await open()
      begin(stream)
      await finished(stream)
    }
    places(whose, whole).catch(refuse)
  })

/** What is done in turns, each by the id of the person; pages of whoever is signed out by their network. */
export type Turns = {
  /** Passwords: each costs a core for a twentieth of a second. */
  hashing: InTurn
  /** Requests of a person under way at once; the others of theirs wait. */
  requests: InTurn
  /** Pages drawn on the server: on the thread of the sockets, so one for each who asks. */
  pages: InTurn
  /** What a socket that comes back has missed. */
  catchingUp: InTurn
  /** Commands over all sockets of a person. */
  commands: InTurn
  /** Links that are looked up. */
  previews: InTurn
  /** Files on their way in, and out, each as long as the other side takes. */
  uploads: InTurn
  downloads: InTurn
  /** Rooms on their way out as files, each as long as its reader takes. */
  exports: InTurn
}

/** Counted in each process, like the limits. */
export const makeTurns = (): Turns => ({
  // A core is left to everything else.
  hashing: turns({ atOnce: Math.max(1, Math.min(4, availableParallelism() - 1)), each: 1, waiting: 500 }),
  requests: turns({ each: 4, waiting: 200 }),
  pages: turns({ atOnce: 2, each: 1, waiting: 200 }),
  catchingUp: turns({ atOnce: 2, each: 1, resting: true }),
  commands: turns({ each: 16, waiting: 10_000, resting: true }),
  previews: turns({ atOnce: 8, each: 2, waiting: 20 }),
  uploads: turns({ each: 16, waiting: 100 }),
  downloads: turns({
    each: 64,
    waiting: 0,
    reason: 'limits.downloads',
  }),
  exports: turns({
    each: 3,
    waiting: 0,
    reason: 'limits.exports',
  }),
})
