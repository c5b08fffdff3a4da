import { and, eq, sql } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { memberships, mutes } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { moderatorIds } from './moderators.ts'
import { presentMute } from './present.ts'

type Named = { roomId: string; userId: string }
const ofMute = ({ roomId, userId }: Named) => and(eq(mutes.roomId, roomId), eq(mutes.userId, userId))

/** What a new membership begins with: leaving and coming back ends no mute. Part of the statement at hand. */
export function muteOf(on: Queries, roomId: string, userId: string) {
  const own = ofMute({ roomId, userId })
  const until = on.select({ until: mutes.until }).from(mutes).where(own)
  const reason = on.select({ reason: mutes.reason }).from(mutes).where(own)
  return { mutedUntil: sql`coalesce((${until}), 0)`, muteReason: sql`coalesce((${reason}), '')` }
}

/** The same for whoever owns the room from the beginning: nobody could let them write again. */
export const forgetMute = (tx: Queries, roomId: string, userId: string) =>
  tx.delete(mutes).where(ofMute({ roomId, userId }))

/** Mutes a member, in the write at hand, or ends that with null. What is so already is told to nobody. */
export async function storeMute(
  tx: Queries,
  note: Note,
  { roomId, userId }: Named,
  mute: { until: number; reason: string } | null,
): Promise<void> {
  const ofMember = and(eq(memberships.roomId, roomId), eq(memberships.userId, userId))
  const [before] = await tx
    .select({ until: memberships.mutedUntil, reason: memberships.muteReason })
    .from(memberships)
    .where(ofMember)
  const { until, reason } = mute ?? { until: 0, reason: '' }
  if (before?.until === until && before.reason === reason) return
  await tx.update(memberships).set({ mutedUntil: until, muteReason: reason }).where(ofMember)
  if (mute === null) await forgetMute(tx, roomId, userId)
  else
    await tx
      .insert(mutes)
      .values({ roomId, userId, until, reason })
      .onConflictDoUpdate({ target: [mutes.roomId, mutes.userId], set: { until, reason } })
  const presented = presentMute(until, reason).mute ?? null
  note('membership.muted', {
    roomId,
    userId,
    mute: presented,
    moderators: await moderatorIds(tx, roomId),
  })
}
