import { and, desc, eq, getTableColumns, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { isoTime } from '#lib/accounts/present.ts'
import type { Context } from '#lib/context.ts'
import { messages, rooms, saved } from '#lib/db/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { presentMessage } from '#lib/messages/present.ts'
import { readable } from '#lib/messages/readable.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { isMember } from '#lib/rooms/membership.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import type { SavedMessage } from './schema.ts'

const afterSaved = z.tuple([z.int(), z.string()])

/** What the viewer keeps for later, of what they may still read: the message kept last first. */
export async function listSaved(
  { db, viewer }: Context,
  { limit, cursor }: Paging,
): Promise<Page<SavedMessage>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterSaved)
  const kept = await db.read
    .select({ messageId: saved.messageId, savedAt: saved.savedAt, room: getTableColumns(rooms) })
    .from(saved)
    .innerJoin(messages, eq(messages.id, saved.messageId))
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(
      and(
        eq(saved.userId, viewer.userId),
        isMember(db.read, viewer.userId, messages.roomId),
        isNull(messages.deletedAt),
        after &&
          or(lt(saved.savedAt, after[0]), and(eq(saved.savedAt, after[0]), lt(saved.messageId, after[1]))),
      ),
    )
    .orderBy(desc(saved.savedAt), desc(saved.messageId))
    .limit(limit + 1)
  const titles = await titlesOf(
    db.read,
    viewer.userId,
    kept.map(({ room }) => room),
  )
  const found = await readable(
    db.read,
    viewer.userId,
    kept.map(({ messageId }) => messageId),
  )
  const page = pageOf(
    kept,
    limit,
    ({ messageId, savedAt, room }): SavedMessage[] => {
      const [row, title] = [found.get(messageId), titles.get(room.id)]
      return row && title ? [{ ...presentMessage(row), room: title, savedAt: isoTime(savedAt) }] : []
    },
    ({ savedAt, messageId }) => [savedAt, messageId],
  )
  return { items: page.items.flat(), nextCursor: page.nextCursor }
}
