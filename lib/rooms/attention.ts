import { and, eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { memberships } from '#lib/db/schema.ts'
import { Fault } from '#lib/errors.ts'
import { requireMembership } from './membership.ts'
import type { Attention, AttentionChange } from './schema.ts'

/**
 * What of a room asks for the viewer's attention, and whether it stands among their favourites. Their own
 * choice: nobody else is told.
 */
export async function setAttention(
  { change, viewer }: Context,
  roomId: string,
  wanted: AttentionChange,
): Promise<Attention> {
  const own = and(eq(memberships.roomId, roomId), eq(memberships.userId, viewer.userId))
  return change(async (tx, note) => {
    await requireMembership(tx, viewer, roomId)
    if (Object.keys(wanted).length > 0) await tx.update(memberships).set(wanted).where(own)
    const [attention] = await tx
      .select({ level: memberships.level, favourite: memberships.favourite })
      .from(memberships)
      .where(own)
    if (!attention) throw new Fault('The membership was there a moment ago')
    note('attention.changed', { roomId, userId: viewer.userId, attention })
    return attention
  })
}
