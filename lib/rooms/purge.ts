import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { inParts } from '#lib/jobs/in-parts.ts'
import { jobKind, type UnderWay } from '#lib/jobs/kind.ts'

/**
 * Takes up to `size` rows of what a domain holds of a room; answers whether there was
 * anything. What hangs on a row goes with it.
 */
type Take = (tx: Queries, roomId: string, size: number) => Promise<boolean>

/**
 * What the domains above hold of a room: each takes its own. `gone`: of so
 * many messages, how many are out already.
 */
export type Held = { parts: Take[]; gone: (tx: Queries, roomId: string, all: number) => Promise<number> }

/** The job that takes a deleted room out of the database. */
export const roomPurge = (held: Held) =>
  jobKind({
    name: 'rooms.purge',
    payload: z.object({ roomId: z.string() }),
    atOnce: 1,
    run: (world, { roomId }, underWay) => purgeRoom(world, roomId, held, underWay),
  })

/** Takes what a deleted room held out of the database, in parts; several at once take turns. */
export async function purgeRoom(
  { db }: World,
  roomId: string,
  held: Held,
  { signal, progress }: Pick<UnderWay, 'signal' | 'progress'>,
): Promise<void> {
  await inParts(async (size) => {
    const left = await db.write((tx) => takePart(tx, roomId, held, size))
    if (left) await progress(left.gone, left.all)
    return left !== null
  }, signal)
}

/** Answers how many of its messages are gone; null when nothing is left of it. */
async function takePart(tx: Queries, roomId: string, { parts, gone }: Held, size: number) {
  // Locks the row: whoever purges the same room takes turns. A room that is not deleted keeps everything.
  const deleted = and(eq(rooms.id, roomId), isNotNull(rooms.deletedAt))
  const [room] = await tx
    .update(rooms)
    .set({ memberCount: 0 })
    .where(deleted)
    .returning({ all: rooms.lastSeq })
  if (!room) return null
  for (const take of [takeMembers, ...parts])
    if (await take(tx, roomId, size)) return { all: room.all, gone: await gone(tx, roomId, room.all) }
  await tx.delete(rooms).where(eq(rooms.id, roomId))
  return null
}

async function takeMembers(tx: Queries, roomId: string, size: number): Promise<boolean> {
  const here = eq(memberships.roomId, roomId)
  const some = tx.select({ id: memberships.userId }).from(memberships).where(here).limit(size)
  const gone = await tx
    .delete(memberships)
    .where(and(here, inArray(memberships.userId, some)))
    .returning({ id: memberships.userId })
  return gone.length > 0
}
