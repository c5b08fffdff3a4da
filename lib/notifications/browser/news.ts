import type { EventPayload } from '#lib/realtime/contract.ts'

type Activity = Pick<EventPayload<'room:activity'>, 'roomId' | 'lastSeq' | 'own' | 'quiet'>

/**
 * Whether an activity tells of words that are worth looking for. It gathers what happened within some time:
 * what is unread for nobody may be the last of it, and not all.
 */
export const createNewsOf = () => {
  const heardUpTo = new Map<string, number>()
  return ({ roomId, lastSeq, own = [], quiet = [] }: Activity): boolean => {
    const before = heardUpTo.get(roomId) ?? Math.min(lastSeq, ...own, ...quiet) - 1
    heardUpTo.set(roomId, Math.max(before, lastSeq))
    const noNews = new Set([...own, ...quiet].filter((seq) => seq > before))
    // Whoever wrote last has seen what stands before it.
    return !own.includes(lastSeq) && lastSeq - before > noNews.size
  }
}
