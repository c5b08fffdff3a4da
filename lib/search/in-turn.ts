import { Refusal } from '#lib/errors.ts'

type Waiting = { start: () => void; give: (refusal: Refusal) => void }

/**
 * Who types while searching asks for every letter; more than so many at once nobody can want the answers of.
 */
const mostWaiting = 10

/**
 * One question at a time for each person, in their order, so that nobody keeps others from
 * asking. Of too many the oldest give way.
 */
export function oneAtATime() {
  const busy = new Map<string, Waiting[]>()
  return async <T>(userId: string, work: () => Promise<T>): Promise<T> => {
    const waiting = busy.get(userId)
    if (waiting) await turn(waiting)
    else busy.set(userId, [])
    try {
      return await work()
    } finally {
      const next = busy.get(userId)?.shift()
      if (next) next.start()
      else busy.delete(userId)
    }
  }
}

const turn = (waiting: Waiting[]) =>
  new Promise<void>((start, give) => {
    waiting.push({ start, give })
    if (waiting.length > mostWaiting)
      waiting.shift()?.give(new Refusal('rate_limited', 'search.newer', {}, { retryAfterMs: 1_000 }))
  })
