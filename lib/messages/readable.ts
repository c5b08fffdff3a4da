import { and, eq, inArray, isNotNull, isNull, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/accounts/schema.ts'
import { among } from '#lib/db/among.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { isRefusal, notFound, Refusal } from '#lib/errors.ts'
import { rooms, titleColumns } from '#lib/rooms/columns.ts'
import { isMember, requireMembership } from '#lib/rooms/membership.ts'
import { type ReadableRow, withRoom } from './rows.ts'

const readableById = statement((on) =>
  withRoom(on)
    .where(stillReadable(on, sql.placeholder('viewerId'), among(messages.id, sql.placeholder('ids'))))
    .prepare('messages_readable'),
)

const readableTextById = statement((on) =>
  on
    .select({
      message: {
        id: messages.id,
        roomId: messages.roomId,
        seq: messages.seq,
        threadId: messages.threadId,
        inRoom: messages.inRoom,
        authorId: messages.authorId,
        content: messages.content,
        mentions: messages.mentions,
        attachments: messages.attachments,
        createdAt: messages.createdAt,
      },
      room: titleColumns,
    })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(stillReadable(on, sql.placeholder('viewerId'), among(messages.id, sql.placeholder('ids'))))
    .prepare('messages_readable_text'),
)

/**
 * Of these messages, by their ids, those that somebody may read at this moment and that are not deleted, with
 * the rooms they stand in.
 */
export async function readable(
  on: Queries,
  viewerId: string,
  ids: string[],
): Promise<Map<string, ReadableRow>> {
  if (ids.length === 0) return new Map()
  const rows = await readableById(on).execute({ viewerId, ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [row.message.id, row]))
}

export type ReadableText = Awaited<ReturnType<ReturnType<typeof readableTextById>['execute']>>[number]

/** The same, and of each no more than what it says, and where; of its author the id. */
export async function readableText(
  on: Queries,
  viewerId: string,
  ids: string[],
): Promise<Map<string, ReadableText>> {
  if (ids.length === 0) return new Map()
  const rows = await readableTextById(on).execute({ viewerId, ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [row.message.id, row]))
}

/** Of these messages, by their ids, those of somebody's own that others deleted, in rooms they are in. */
export async function ownRemoved(
  on: Queries,
  viewerId: string,
  ids: string[],
): Promise<Map<string, ReadableRow>> {
  if (ids.length === 0) return new Map()
  const own = and(eq(messages.authorId, viewerId), isNotNull(messages.removedFor), isMember(on, viewerId))
  const rows = await withRoom(on).where(and(inArray(messages.id, ids), own))
  return new Map(rows.map((row) => [row.message.id, row]))
}

/** Of those they may read, by their ids alone. */
export async function readableIds(on: Queries, viewerId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await on
    .select({ id: messages.id })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(stillReadable(on, viewerId, inArray(messages.id, ids)))
  return new Set(rows.map(({ id }) => id))
}

/** Of these messages, by their ids, those that were deleted, in rooms somebody is in. */
export async function deletedIds(on: Queries, viewerId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await on
    .select({ id: messages.id })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(inArray(messages.id, ids), isNotNull(messages.deletedAt), isMember(on, viewerId)))
  return new Set(rows.map(({ id }) => id))
}

const stillReadable = (on: Queries, viewerId: string | Placeholder, these: SQL) =>
  and(these, isNull(messages.deletedAt), isMember(on, viewerId))

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

/**
 * Refuses unless somebody may read this message and it is not deleted. Of a room one may not see not even the
 * message exists.
 */
export async function requireReadable(on: Queries, viewer: Viewer, messageId: string): Promise<void> {
  const message = await placeOf(on, messageId)
  if (!message) throw notFound('message')
  await requireMembership(on, viewer, message.roomId).catch((error: unknown) => {
    throw isRefusal(error) && error.code === 'not_found' ? notFound('message') : error
  })
  if (message.deletedAt !== null) throw new Refusal('conflict', 'messages.deleted')
}
