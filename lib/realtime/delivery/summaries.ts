import type { Queries } from '#lib/db/open.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { roomSummary } from '#lib/rooms/queries.ts'
import type { Audience, Send } from '../audience.ts'

/** Tells what a room is now, and how many are in its call. */
export type TellSummary = (roomId: string, to: Audience) => Promise<void>

/** Of one room one after another: a summary that was read before another one must not be heard after it. */
export function makeTellSummary(db: Queries, send: Send): TellSummary {
  const inOrder = keyedQueue()
  return (roomId, to) =>
    inOrder(roomId, async () => {
      const summary = await roomSummary(db, roomId)
      if (summary) send('room:changed', to, summary)
    })
}
