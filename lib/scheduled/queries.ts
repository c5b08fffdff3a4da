import { and, asc, eq, gt, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { scheduled } from '#lib/db/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { joinedTitles } from '#lib/rooms/titles.ts'
import { presentScheduled, type ScheduledRow } from './present.ts'
import type { ScheduledMessage } from './schema.ts'

const afterScheduled = z.tuple([z.int(), z.string()])

/** What the viewer wants to be sent later, and what could not be sent; the earliest first. */
export async function listScheduled(
  { db, viewer: { userId } }: Context,
  { limit, cursor }: Paging,
): Promise<Page<ScheduledMessage>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterScheduled)
  const { sendAt, id } = scheduled
  const rows = await db.read
    .select()
    .from(scheduled)
    .where(
      and(
        eq(scheduled.userId, userId),
        after && or(gt(sendAt, after[0]), and(eq(sendAt, after[0]), gt(id, after[1]))),
      ),
    )
    .orderBy(asc(sendAt), asc(id))
    .limit(limit + 1)
  const present = await presenter(db.read, userId, rows)
  return pageOf(rows, limit, present, (row) => [row.sendAt, row.id])
}

/** Presents rows of somebody's, with the titles of the rooms they are still in. */
export async function presenter(on: Queries, userId: string, rows: ScheduledRow[]) {
  const titles = await joinedTitles(
    on,
    userId,
    rows.map(({ roomId }) => roomId),
  )
  return (row: ScheduledRow) => presentScheduled(row, titles.get(row.roomId) ?? null)
}
