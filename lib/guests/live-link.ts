import { and, desc, eq, gt, isNull, type SQL } from 'drizzle-orm'
import { endGuests } from '#lib/accounts/guests.ts'
import type { Queries } from '#lib/db/open.ts'
import { guestLinks } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { exit } from '#lib/rooms/entry.ts'
import { isThereStill } from '#lib/rooms/membership.ts'
import { canOpenToGuests } from '#lib/rooms/policy.ts'
import { standingOf } from '#lib/rooms/standing.ts'

export type Link = typeof guestLinks.$inferSelect

/** The link of a room that goes on, if there is one. */
export async function liveLink(on: Queries, roomId: string, at: number): Promise<Link | undefined> {
  const [link] = await on
    .select()
    .from(guestLinks)
    .where(and(eq(guestLinks.roomId, roomId), isNull(guestLinks.endedAt), gt(guestLinks.expiresAt, at)))
    .orderBy(desc(guestLinks.createdAt))
    .limit(1)
  return link
}

/** The room a link opens: as an invitation, what its maker may open at the moment it is used. */
export async function openedBy(on: Queries, { roomId, createdBy }: Link) {
  const maker = await standingOf(on, roomId, createdBy)
  if (!maker) return null
  const { is, role, room } = maker
  return canOpenToGuests({ role: is }, { ...room, role }) ? room : null
}

/**
 * Ends links for good, and the visits of whoever came by them, in the write at hand. It locks the link, then
 * accounts and sessions, then the room: whoever comes in by it at this moment is found, or finds it ended.
 */
export async function endLinks(
  tx: Queries,
  note: Note,
  which: SQL | undefined,
  at: number,
): Promise<boolean> {
  const ended = await tx
    .update(guestLinks)
    .set({ endedAt: at })
    .where(and(which, isNull(guestLinks.endedAt)))
    .returning({ roomId: guestLinks.roomId })
  for (const { roomId } of ended) {
    note('invites.changed', { roomId })
    await endVisits(tx, note, roomId, at)
  }
  return ended.length > 0
}

/** Ends the visits of a room's guests, or of one of them: their accounts, and that they are in the room. */
export async function endVisits(
  tx: Queries,
  note: Note,
  roomId: string,
  at: number,
  userId?: string,
): Promise<void> {
  const ended = new Set(await endGuests(tx, note, roomId, at, userId))
  // Out of use already, and still among the members.
  if (userId !== undefined) ended.add(userId)
  // Of a deleted room there is nothing to leave.
  if (ended.size === 0 || !(await isThereStill(tx, roomId))) return
  for (const one of ended) await exit(tx, note, { roomId, userId: one, reason: 'left' })
  note('invites.changed', { roomId })
}
