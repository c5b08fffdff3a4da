import { setTimeout as pause } from 'node:timers/promises'
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { edits, memberships, messages, participants, rooms } from '#lib/db/schema.ts'
import { freeFiles } from '#lib/files/attach.ts'

/** What one write may take: nobody should notice that a message waited for it. */
const partMs = 8
const rows = { first: 8, most: 512 }
/** Of a second, so that other work of the clock and a server that stops are not kept. */
const roundMs = 500

/**
 * Takes what deleted rooms held out of the database, in parts, with as long a pause after each as it took. What is left to do stands in the
 * rooms' rows, so the next round goes on wherever this one ends, also after a crash. Any process may do it for all, several at once too.
 */
export async function purgeRooms({ db }: World, forMs = roundMs): Promise<void> {
  const end = performance.now() + forMs
  let size = rows.first
  do {
    const [room] = await db.read
      .select({ id: rooms.id })
      .from(rooms)
      .where(isNotNull(rooms.deletedAt))
      .orderBy(asc(rooms.deletedAt))
      .limit(1)
    if (!room) return
    const began = performance.now()
    const part = size
    await db.write((tx) => takePart(tx, room.id, part))
    const tookMs = performance.now() - began
    size = tookMs > partMs ? Math.max(1, size >> 1) : Math.min(size * 2, rows.most)
    await pause(tookMs)
  } while (performance.now() < end)
}

/** Each answers whether there was anything to take. What hangs on a row (mentions, saved, calls) goes with it. */
const parts = [takeMembers, takeSeats, takeMessages]

async function takePart(tx: Queries, roomId: string, size: number) {
  // Locks the row: processes that purge the same room take turns.
  await tx.update(rooms).set({ memberCount: 0 }).where(eq(rooms.id, roomId))
  for (const take of parts) if (await take(tx, roomId, size)) return
  await tx.delete(rooms).where(eq(rooms.id, roomId))
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

async function takeSeats(tx: Queries, roomId: string, size: number): Promise<boolean> {
  const here = eq(participants.roomId, roomId)
  const some = tx.select({ id: participants.id }).from(participants).where(here).limit(size)
  const gone = await tx
    .delete(participants)
    .where(inArray(participants.id, some))
    .returning({ id: participants.id })
  return gone.length > 0
}

async function takeMessages(tx: Queries, roomId: string, size: number): Promise<boolean> {
  const found = await tx
    .select({ id: messages.id, attachments: messages.attachments, previews: messages.previews })
    .from(messages)
    .where(eq(messages.roomId, roomId))
    .orderBy(asc(messages.seq))
    .limit(size)
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return false
  // Somebody may have edited one message thousands of times.
  if (await takeEdits(tx, ids, size)) return true
  for (const { id, attachments, previews } of found)
    if (attachments.length + previews.length > 0) await freeFiles(tx, id)
  await tx.delete(messages).where(inArray(messages.id, ids))
  return true
}

/** Answers whether as many were taken as one part may hold. Fewer leave room for the messages themselves. */
async function takeEdits(tx: Queries, messageIds: string[], size: number): Promise<boolean> {
  const of = inArray(edits.messageId, messageIds)
  const some = await tx.select({ revision: edits.revision }).from(edits).where(of).limit(size)
  if (some.length === 0) return false
  // A room gives each revision once.
  const revisions = some.map(({ revision }) => revision)
  await tx.delete(edits).where(and(of, inArray(edits.revision, revisions)))
  return some.length === size
}
