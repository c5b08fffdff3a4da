import { and, eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { memberships } from '#lib/db/schema.ts'
import { Fault } from '#lib/errors.ts'
import { requireMembership } from './membership.ts'
import type { Attention, AttentionChange } from './schema.ts'

/** What of a room asks for the viewer's attention, and whether it stands among their favourites. Their own choice: nobody else is told. */
export async function setAttention(
  { db, publish, viewer }: Context,
  roomId: string,
  change: AttentionChange,
): Promise<Attention> {
  const own = and(eq(memberships.roomId, roomId), eq(memberships.userId, viewer.userId))
  const chosen = await db.write(async (tx) => {
    await requireMembership(tx, viewer, roomId)
    if (Object.keys(change).length > 0) await tx.update(memberships).set(change).where(own)
    const [attention] = await tx
      .select({ level: memberships.level, favourite: memberships.favourite })
      .from(memberships)
      .where(own)
    if (!attention) throw new Fault('The membership was there a moment ago')
    return attention
  })
  publish('room:attention', { people: [viewer.userId] }, { roomId, ...chosen })
  return chosen
}
