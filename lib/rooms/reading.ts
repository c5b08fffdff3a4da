import { and, eq, lt } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { memberships } from '#lib/db/schema.ts'
import { requireMembership } from './membership.ts'
import type { ReadMark } from './schema.ts'

/** Notes how far the viewer has read; also backwards, to mark as unread. Gives the place that holds now. */
export async function markRead(
  { change, viewer }: Context,
  roomId: string,
  { seq, onlyForward }: ReadMark,
): Promise<{ lastReadSeq: number }> {
  return change(async (tx, note) => {
    const room = await requireMembership(tx, viewer, roomId)
    // Nothing that is gone is unread.
    const place = Math.min(Math.max(seq, room.firstSeq - 1), room.lastSeq)
    const [noted] = await tx
      .update(memberships)
      .set({ lastReadSeq: place })
      .where(
        and(
          eq(memberships.roomId, roomId),
          eq(memberships.userId, viewer.userId),
          onlyForward ? lt(memberships.lastReadSeq, place) : undefined,
        ),
      )
      .returning({ lastReadSeq: memberships.lastReadSeq })
    if (!noted) return { lastReadSeq: Math.max(place, room.lastReadSeq) }
    note('reading.moved', { roomId, userId: viewer.userId, ...noted })
    return noted
  })
}
