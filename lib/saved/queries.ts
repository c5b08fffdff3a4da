import { and, desc, eq, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { saved } from '#lib/db/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { presentMessage } from '#lib/messages/present.ts'
import { readable, readableIds } from '#lib/messages/readable.ts'
import { decodeCursor, encodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import type { SavedMessage } from './schema.ts'

const afterSaved = z.tuple([z.int(), z.string()])

/** So many are looked at for one page, a page of any size among them. */
const atOnce = 200

/**
 * What the viewer keeps for later, of what they may still read: the message kept last first.
 * What may not be read any more is passed over, and may be any amount: a page that meets much of
 * it holds less, and tells where to go on.
 */
export async function listSaved(
  { db, viewer }: Context,
  { limit, cursor }: Paging,
): Promise<Page<SavedMessage>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterSaved)
  const looked = await db.read
    .select({ messageId: saved.messageId, savedAt: saved.savedAt })
    .from(saved)
    .where(
      and(
        eq(saved.userId, viewer.userId),
        after &&
          or(lt(saved.savedAt, after[0]), and(eq(saved.savedAt, after[0]), lt(saved.messageId, after[1]))),
      ),
    )
    .orderBy(desc(saved.savedAt), desc(saved.messageId))
    .limit(atOnce + 1)
  const whole = pageOf(
    looked,
    atOnce,
    (one) => one,
    ({ savedAt, messageId }) => [savedAt, messageId],
  )
  const still = await readableIds(
    db.read,
    viewer.userId,
    whole.items.map(({ messageId }) => messageId),
  )
  const open = whole.items.filter(({ messageId }) => still.has(messageId))
  const shown = open.slice(0, limit)
  const found = await readable(
    db.read,
    viewer.userId,
    shown.map(({ messageId }) => messageId),
  )
  const titles = await titlesOf(
    db.read,
    viewer.userId,
    [...found.values()].map(({ room }) => room),
  )
  const last = shown.at(-1)
  return {
    items: shown.flatMap(({ messageId, savedAt }) => {
      const row = found.get(messageId)
      const title = row && titles.get(row.room.id)
      return title ? [{ ...presentMessage(row), room: title, savedAt: isoTime(savedAt) }] : []
    }),
    nextCursor: open.length > limit && last ? encodeCursor([last.savedAt, last.messageId]) : whole.nextCursor,
  }
}
