import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { presentStatus } from '#lib/accounts/about/present.ts'
import { profiles } from '#lib/accounts/columns.ts'
import type { StatusOf } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import { memberships } from '#lib/db/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { roomsOf } from './people.ts'

const afterUser = z.tuple([z.string()])

/**
 * What people are at who share a room with the viewer, and the viewer's own: those of whom they hear when it
 * changes. Pages show it beside names from this list, so no list of members, rooms or messages has to.
 */
export async function listStatuses(
  { db, now, viewer }: Context,
  { limit, cursor }: Paging,
): Promise<Page<StatusOf>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterUser)
  const at = now()
  const beside = db.read
    .select({ id: memberships.roomId })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, profiles.userId),
        inArray(memberships.roomId, roomsOf(db.read, viewer.userId)),
      ),
    )
  const { userId, statusEmoji, statusText, statusUntil } = profiles
  const rows = await db.read
    .select({ userId, statusEmoji, statusText, statusUntil })
    .from(profiles)
    .where(
      and(
        isNotNull(statusText),
        or(isNull(statusUntil), gt(statusUntil, at)),
        or(eq(userId, viewer.userId), exists(beside)),
        after && gt(userId, after[0]),
      ),
    )
    .orderBy(asc(userId))
    .limit(limit + 1)
  const present = (row: (typeof rows)[number]): StatusOf => ({
    userId: row.userId,
    // Those that have ended were left out.
    ...(presentStatus(row, at) ?? { emoji: null, text: '', until: null }),
  })
  return pageOf(rows, limit, present, (row) => [row.userId])
}
