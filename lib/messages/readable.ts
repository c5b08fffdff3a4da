import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { isMember } from '#lib/rooms/membership.ts'
import { type MessageRow, type StoredMessage, withContext } from './rows.ts'

/** Of these messages, by their ids, those that somebody may read at this moment. */
export async function readable(
  on: Queries,
  viewerId: string,
  ids: string[],
): Promise<Map<string, MessageRow>> {
  if (ids.length === 0) return new Map()
  const rows = await withContext(on).where(
    and(inArray(messages.id, ids), isMember(on, viewerId, messages.roomId)),
  )
  return new Map(rows.map((row) => [row.message.id, row]))
}

export type ReadableText = Pick<
  StoredMessage,
  'id' | 'roomId' | 'authorId' | 'content' | 'attachments' | 'createdAt'
>

/** The same without what has been deleted, and of each what may be looked through. */
export async function readableTexts(
  on: Queries,
  viewerId: string,
  ids: string[],
): Promise<Map<string, ReadableText>> {
  if (ids.length === 0) return new Map()
  const { id, roomId, authorId, content, attachments, createdAt } = messages
  const rows = await on
    .select({ id, roomId, authorId, content, attachments, createdAt })
    .from(messages)
    .where(stillReadable(on, viewerId, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Their rooms, by the ids of the messages. */
export async function readableIn(on: Queries, viewerId: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await on
    .select({ id: messages.id, roomId: messages.roomId })
    .from(messages)
    .where(stillReadable(on, viewerId, ids))
  return new Map(rows.map(({ id, roomId }) => [id, roomId]))
}

const stillReadable = (on: Queries, viewerId: string, ids: string[]) =>
  and(inArray(messages.id, ids), isNull(messages.deletedAt), isMember(on, viewerId, messages.roomId))

/**
 * Where a message stands, and whether it has been deleted; nothing where
 * there never was one. It asks for no rights.
 */
export async function placeOf(on: Queries, messageId: string) {
  const [place] = await on
    .select({ roomId: messages.roomId, deletedAt: messages.deletedAt })
    .from(messages)
    .where(eq(messages.id, messageId))
  return place
}
