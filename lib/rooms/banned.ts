import { and, eq, gt, notExists, type Placeholder } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { bans, rooms } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'

/** As part of a condition on `rooms`: nobody banned this person from the room. */
export const isWelcome = (on: Queries, userId: string | Placeholder) =>
  notExists(
    on
      .select({ roomId: bans.roomId })
      .from(bans)
      .where(and(eq(bans.roomId, rooms.id), eq(bans.userId, userId))),
  )

/** Whether somebody was banned later than at this moment. */
export const someBanSince = async (on: Queries, roomId: string, at: number): Promise<boolean> =>
  (await on.$count(bans, and(eq(bans.roomId, roomId), gt(bans.bannedAt, at)))) > 0

/** What to tell somebody whom a room did not take in. */
export async function whyNotWelcome(on: Queries, roomId: string, userId: string): Promise<Refusal> {
  const [ban] = await on
    .select({ reason: bans.reason })
    .from(bans)
    .where(and(eq(bans.roomId, roomId), eq(bans.userId, userId)))
  if (!ban) return notFound('room')
  return ban.reason === null
    ? new Refusal('forbidden', 'rooms.banned')
    : new Refusal('forbidden', 'rooms.bannedBecause', { because: ban.reason })
}
