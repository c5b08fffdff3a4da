import { and, asc, eq, gt, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { reminders } from '#lib/db/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { presentMessage } from '#lib/messages/present.ts'
import { deletedIds, readable } from '#lib/messages/readable.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import type { Reminder } from './schema.ts'

const afterReminder = z.tuple([z.int(), z.string()])

/**
 * The viewer's reminders, those that came among them, the earliest first; each with its message as far as it
 * may still be read.
 */
export async function listReminders(
  { db, viewer: { userId } }: Context,
  { limit, cursor }: Paging,
): Promise<Page<Reminder>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterReminder)
  const { remindAt, messageId } = reminders
  const rows = await db.read
    .select()
    .from(reminders)
    .where(
      and(
        eq(reminders.userId, userId),
        after && or(gt(remindAt, after[0]), and(eq(remindAt, after[0]), gt(messageId, after[1]))),
      ),
    )
    .orderBy(asc(remindAt), asc(messageId))
    .limit(limit + 1)
  const ids = rows.map((row) => row.messageId)
  const found = await readable(db.read, userId, ids)
  const lost = ids.filter((id) => !found.has(id))
  const deleted = await deletedIds(db.read, userId, lost)
  const rooms = [...found.values()].map(({ room }) => room)
  const titles = await titlesOf(db.read, userId, rooms)
  const present = (row: (typeof rows)[number]): Reminder => {
    const read = found.get(row.messageId)
    return {
      messageId: row.messageId,
      remindAt: isoTime(row.remindAt),
      cameAt: row.cameAt === null ? null : isoTime(row.cameAt),
      message: read ? presentMessage(read) : null,
      room: (read && titles.get(read.room.id)) ?? null,
      gone: read ? null : deleted.has(row.messageId) ? 'deleted' : 'unreadable',
    }
  }
  return pageOf(rows, limit, present, (row) => [row.remindAt, row.messageId])
}
