import { and, asc, eq, exists, gt, isNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { rooms } from '#lib/rooms/columns.ts'
import { isThere } from '#lib/rooms/membership.ts'

/** Rooms, messages: so many are read at once, and others go on in between. */
const [roomsAtOnce, messagesAtOnce] = [500, 200]

const own = (userId: string) =>
  and(eq(messages.authorId, userId), eq(messages.kind, 'text'), isNull(messages.deletedAt))

/** How many messages somebody wrote that are there still. */
export const countOwn = (on: Queries, userId: string): Promise<number> => on.$count(messages, own(userId))

/** Ids of the rooms somebody wrote in, also of those they have left. It asks for no rights. */
export async function* roomsWrittenIn(on: Queries, userId: string): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const found = await on
      .select({ id: rooms.id })
      .from(rooms)
      .where(
        and(
          gt(rooms.id, after),
          isThere,
          exists(
            on
              .select({ id: messages.id })
              .from(messages)
              .where(and(eq(messages.roomId, rooms.id), eq(messages.authorId, userId))),
          ),
        ),
      )
      .orderBy(asc(rooms.id))
      .limit(roomsAtOnce)
    for (const { id } of found) yield id
    if (found.length < roomsAtOnce) return
    after = found.at(-1)?.id ?? ''
  }
}

/** What somebody wrote in a room, in its order, some at a time; of others nothing. It asks for no rights. */
export async function* ownMessages(on: Queries, userId: string, roomId: string) {
  for (let after = 0; ; ) {
    const rows = await on
      .select()
      .from(messages)
      .where(and(eq(messages.roomId, roomId), own(userId), gt(messages.seq, after)))
      .orderBy(asc(messages.seq))
      .limit(messagesAtOnce)
    if (rows.length > 0)
      yield rows.map((row) => ({
        id: row.id,
        createdAt: isoTime(row.createdAt),
        editedAt: row.editedAt === null ? null : isoTime(row.editedAt),
        content: row.content,
        replyToId: row.replyToId,
        threadId: row.threadId,
        isForwarded: row.forwardedId !== null,
        files: row.attachments.map(({ id, name }) => ({ id, name })),
      }))
    if (rows.length < messagesAtOnce) return
    after = rows.at(-1)?.seq ?? 0
  }
}
