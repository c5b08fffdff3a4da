import { and, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { edits, messages } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import type { StoredMessage } from './rows.ts'
import type { Edit } from './schema.ts'

/** Before a message is given another text: keeps the one it has. */
export async function keepEdit(tx: Queries, message: StoredMessage): Promise<void> {
  const { id: messageId, revision, content, editedAt, createdAt } = message
  await tx.insert(edits).values({ messageId, revision, content, writtenAt: editedAt ?? createdAt })
}

/** A deleted message must not live on in what it said before. */
export async function forgetEdits(tx: Queries, { id }: StoredMessage): Promise<void> {
  await tx.delete(edits).where(eq(edits.messageId, id))
}

/** What a message said before it was edited, the latest first: for whoever may read the room. */
export async function editsOf(
  { db, viewer }: Context,
  { roomId, messageId }: { roomId: string; messageId: string },
  { limit, cursor }: Paging,
): Promise<Page<Edit>> {
  await requireMembership(db.read, viewer, roomId)
  const [message] = await db.read
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.id, messageId), eq(messages.roomId, roomId)))
  if (!message) throw notFound('message')
  const before = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.int32()]))[0]
  const rows = await db.read
    .select()
    .from(edits)
    .where(and(eq(edits.messageId, messageId), before === undefined ? undefined : lt(edits.revision, before)))
    .orderBy(desc(edits.revision))
    .limit(limit + 1)
  return pageOf(
    rows,
    limit,
    ({ content, writtenAt }) => ({ content, writtenAt: isoTime(writtenAt) }),
    ({ revision }) => [revision],
  )
}
