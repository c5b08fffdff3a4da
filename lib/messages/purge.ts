import { and, asc, eq, inArray, min } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { edits, messages } from '#lib/db/schema.ts'
import { freeFiles } from '#lib/files/attach.ts'

/** How many of a room's messages are gone: they go in the order of their numbers. */
export async function goneOf(tx: Queries, roomId: string, all: number): Promise<number> {
  const [next] = await tx
    .select({ seq: min(messages.seq) })
    .from(messages)
    .where(eq(messages.roomId, roomId))
  return (next?.seq ?? all + 1) - 1
}

/** Takes some messages of a deleted room, and what they said before; answers whether there were any. */
export async function takeMessages(tx: Queries, roomId: string, size: number): Promise<boolean> {
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
export async function takeEdits(tx: Queries, messageIds: string[], size: number): Promise<boolean> {
  const of = inArray(edits.messageId, messageIds)
  const some = await tx.select({ revision: edits.revision }).from(edits).where(of).limit(size)
  if (some.length === 0) return false
  // A room gives each revision once.
  const revisions = some.map(({ revision }) => revision)
  await tx.delete(edits).where(and(of, inArray(edits.revision, revisions)))
  return some.length === size
}
