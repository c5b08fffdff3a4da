import { setTimeout as pause } from 'node:timers/promises'
import { and, asc, eq, inArray, isNotNull, min } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { edits, memberships, messages, participants, rooms } from '#lib/db/schema.ts'
import { freeFiles } from '#lib/files/attach.ts'
import type { UnderWay } from '#lib/jobs/kind.ts'

/** What one write may take: nobody should notice that a message waited for it. */
const partMs = 8
const rows = { first: 8, most: 512 }

/**
 * Takes what a deleted room held out of the database, in parts, with as long a pause after each as it took.
 * What is left to do stands in the rows, so it goes on wherever it ended, also after a crash; several at once
 * take turns. Told to end, it takes no other part.
 */
export async function purgeRoom(
  { db }: World,
  roomId: string,
  { signal, progress }: UnderWay,
): Promise<void> {
  for (let size = rows.first; ; ) {
    const began = performance.now()
    const part = size
    const left = await db.write((tx) => takePart(tx, roomId, part))
    if (!left) return
    const tookMs = performance.now() - began
    size = tookMs > partMs ? Math.max(1, size >> 1) : Math.min(size * 2, rows.most)
    await progress(left.gone, left.all)
    await pause(tookMs)
    signal.throwIfAborted()
  }
}

/** Each answers whether there was anything to take. What hangs on a row (mentions, saved, calls) goes with it. */
const parts = [takeMembers, takeSeats, takeMessages]

/** Answers how many of its messages are gone; null when nothing is left of it. */
async function takePart(tx: Queries, roomId: string, size: number) {
  // Locks the row: whoever purges the same room takes turns. A room that is not deleted keeps everything.
  const deleted = and(eq(rooms.id, roomId), isNotNull(rooms.deletedAt))
  const [room] = await tx
    .update(rooms)
    .set({ memberCount: 0 })
    .where(deleted)
    .returning({ all: rooms.lastSeq })
  if (!room) return null
  for (const take of parts)
    if (await take(tx, roomId, size)) return { all: room.all, gone: await goneOf(tx, roomId, room.all) }
  await tx.delete(rooms).where(eq(rooms.id, roomId))
  return null
}

/** They go in the order of their numbers. */
async function goneOf(tx: Queries, roomId: string, all: number): Promise<number> {
  const [next] = await tx
    .select({ seq: min(messages.seq) })
    .from(messages)
    .where(eq(messages.roomId, roomId))
  return (next?.seq ?? all + 1) - 1
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
