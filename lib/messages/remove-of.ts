import { setTimeout as pause } from 'node:timers/promises'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { World } from '#lib/context.ts'
import { messages } from '#lib/db/schema.ts'
import { jobKind } from '#lib/jobs/kind.ts'
import { emptyOf } from './operations.ts'

/** How many are looked for at once, and how many of one room one write empties. */
const [found, atOnce] = [500, 16]
/** A pause after each write: as long as it took, and so long that nobody's page is flooded with deletions. */
const pauseMs = 50

/** Deletes all that somebody wrote, whose account is deleted. */
export const removeOf = jobKind({
  name: 'messages.removeOf',
  payload: z.object({ userId: z.string() }),
  atOnce: 1,
  run: (world, { userId }, { signal, progress }) => removeMessagesOf(world, userId, { signal, progress }),
})

type Place = { id: string; roomId: string; clientId: string | null }

/**
 * As each is deleted by hand: its place in history and thread stays, and its members hear of it. What is left
 * to do stands in the messages, so it goes on wherever it ended.
 */
async function removeMessagesOf(
  { change, db, now }: Pick<World, 'change' | 'db' | 'now'>,
  userId: string,
  how: { signal: AbortSignal; progress: (done: number, total: number) => Promise<void> },
  waitMs = pauseMs,
): Promise<void> {
  const left = writtenBy(userId)
  const total = await db.read.$count(messages, left)
  let done = 0
  // In the order of an index that begins with their author.
  for (let after = ''; ; ) {
    const places: Place[] = await db.read
      .select({ id: messages.id, roomId: messages.roomId, clientId: messages.clientId })
      .from(messages)
      .where(and(left, gt(messages.clientId, after)))
      .orderBy(asc(messages.clientId))
      .limit(found)
    if (places.length === 0) return
    for (const [roomId, ids] of byRoom(places))
      for (let from = 0; from < ids.length; from += atOnce) {
        const began = performance.now()
        const some = ids.slice(from, from + atOnce)
        // One room a write: it holds no two of them.
        await change(async (tx, note) => {
          for (const id of some) await emptyOf(tx, note, id, now())
        }, roomId)
        done += some.length
        await how.progress(done, total)
        await pause(Math.max(performance.now() - began, waitMs))
        how.signal.throwIfAborted()
      }
    after = places.at(-1)?.clientId ?? ''
  }
}

/** What they wrote, and not what rooms tell of them. Each of those has the id that its client gave it. */
const writtenBy = (userId: string) =>
  and(eq(messages.authorId, userId), eq(messages.kind, 'text'), isNull(messages.deletedAt))

function byRoom(places: Place[]): Map<string, string[]> {
  const rooms = new Map<string, string[]>()
  for (const { id, roomId } of places) rooms.set(roomId, [...(rooms.get(roomId) ?? []), id])
  return rooms
}
