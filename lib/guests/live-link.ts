import { and, desc, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm'
import { endGuests } from '#lib/accounts/guests.ts'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { guestLinks } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { newId } from '#lib/ids.ts'
import { someBanSince } from '#lib/rooms/banned.ts'
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

/**
 * The room a link opens: as an invitation, what its maker may open at the moment it is used. Once somebody
 * was banned it opens nothing: they may have it still.
 */
export async function openedBy(on: Queries, { roomId, createdBy, createdAt }: Link) {
  const maker = await standingOf(on, roomId, createdBy)
  if (!maker || (await someBanSince(on, roomId, createdAt))) return null
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

/**
 * Puts another link in the place of one that somebody has who was put out, for the rest of its time: whoever
 * came by that stays, and whoever has it comes in by it no more.
 */
export async function replaceLink(
  tx: Queries,
  note: Note,
  { jobs }: Pick<World, 'jobs'>,
  { roomId, putOutAt }: { roomId: string; putOutAt: number },
  now: number,
): Promise<void> {
  // Of two processes one's clock may be behind.
  const at = Math.max(putOutAt, now)
  const older = and(eq(guestLinks.roomId, roomId), lte(guestLinks.createdAt, putOutAt))
  const [before] = await tx
    .update(guestLinks)
    .set({ endedAt: at })
    .where(and(older, isNull(guestLinks.endedAt), gt(guestLinks.expiresAt, at)))
    .returning()
  if (!before) return
  await storeLink(tx, { jobs }, { ...before, id: newId(), createdAt: at, endedAt: null })
  note('invites.changed', { roomId })
}

/** As a condition: a link, or that which is in its place by now, which ends with it. */
export async function withLater(on: Queries, linkId: string): Promise<SQL | undefined> {
  const itself = eq(guestLinks.id, linkId)
  const [link] = await on.select().from(guestLinks).where(itself)
  if (!link) return itself
  const { roomId, createdBy, expiresAt } = link
  const sameTime = and(eq(guestLinks.createdBy, createdBy), eq(guestLinks.expiresAt, expiresAt))
  return and(eq(guestLinks.roomId, roomId), or(itself, sameTime))
}

/** Keeps a new link, and sees to its end. */
export async function storeLink(tx: Queries, { jobs }: Pick<World, 'jobs'>, link: Link): Promise<void> {
  await tx.insert(guestLinks).values(link)
  await jobs.enqueue(tx, 'guests.endLink', { linkId: link.id }, { key: link.id, runAt: link.expiresAt })
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
