import { and, eq, gt, sql } from 'drizzle-orm'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { invites, memberships, rooms } from '#lib/db/schema.ts'
import type { Facts, Note } from '#lib/facts/facts.ts'
import { isWelcome, whyNotWelcome } from './banned.ts'
import { isThere, type JoinedRoom, requireMembership } from './membership.ts'
import { forgetMute, muteOf } from './muted.ts'
import type { RoomRole } from './schema.ts'

const kept = {
  memberCount: rooms.memberCount,
  visibility: rooms.visibility,
  isActive: rooms.isActive,
  lastSeq: rooms.lastSeq,
}

type Entering = { roomId: string; userId: string; role: RoomRole; asAdministrator?: true }

/**
 * Takes somebody in, at the head of the history, so that nothing old is unread. Says whether they are new
 * here, and refuses who is banned, whichever way they come. Whoever enters an empty room owns it: otherwise
 * nobody could look after it any more.
 */
export async function enter(
  tx: Queries,
  note: Note,
  { roomId, userId, role, asAdministrator }: Entering,
  at: number,
): Promise<boolean> {
  // The room's row first: it locks, so that no message slips in between its head and the place that is noted.
  const [room] = await tx
    .update(rooms)
    .set({ memberCount: sql`${rooms.memberCount} + 1` })
    .where(and(eq(rooms.id, roomId), isThere, isWelcome(tx, userId)))
    .returning(kept)
  if (!room) throw await whyNotWelcome(tx, roomId, userId)
  const held = room.memberCount === 1 && room.visibility !== 'direct' ? 'owner' : role
  if (held === 'owner') await forgetMute(tx, roomId, userId)
  const entered = await tx
    .insert(memberships)
    .values({
      roomId,
      userId,
      role: held,
      lastReadSeq: room.lastSeq,
      joinedAt: at,
      ...muteOf(tx, roomId, userId),
    })
    .onConflictDoNothing()
    .returning({ userId: memberships.userId })
  if (entered.length === 0) await count(tx, roomId, -1)
  else
    note('membership.started', {
      roomId,
      userId,
      role: held,
      room,
      ...(asAdministrator && { asAdministrator }),
    })
  return entered.length > 0
}

/** Takes somebody out, and the links they made with them. */
export async function exit(
  tx: Queries,
  note: Note,
  { roomId, userId, ...why }: Omit<Facts['membership.ended'], 'room'>,
): Promise<void> {
  const gone = await tx
    .delete(memberships)
    .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, userId)))
    .returning({ userId: memberships.userId })
  await endInvites(tx, note, roomId, userId)
  if (gone.length === 0) return
  const [room] = await count(tx, roomId, -1)
  if (room) note('membership.ended', { roomId, userId, ...why, room })
}

/** Ends the links into a room, for good: all of them, or those one person made. */
export async function endInvites(tx: Queries, note: Note, roomId: string, makerId?: string): Promise<void> {
  const its = and(eq(invites.roomId, roomId), gt(invites.usesLeft, 0))
  const ended = await tx
    .update(invites)
    .set({ usesLeft: 0 })
    .where(makerId === undefined ? its : and(its, eq(invites.createdBy, makerId)))
    .returning({ id: invites.id })
  if (ended.length > 0) note('invites.changed', { roomId })
}

/**
 * Makes other changes of this room wait for the end of this write, so that what is read next stays true: an
 * update that changes nothing locks the row on PostgreSQL, as `select … for update` would; on SQLite writes
 * are one after another anyway.
 */
export const lockRoom = (tx: Queries, roomId: string) => count(tx, roomId, 0)

/**
 * What the viewer is in a room, and it stays so until the end of this write: of whoever is removed or made
 * less at the same moment either they or this comes first.
 */
export async function lockMembership(tx: Queries, viewer: Viewer, roomId: string): Promise<JoinedRoom> {
  await lockRoom(tx, roomId)
  return requireMembership(tx, viewer, roomId)
}

const count = (tx: Queries, roomId: string, by: number) =>
  tx
    .update(rooms)
    .set({ memberCount: sql`${rooms.memberCount} + ${by}` })
    .where(eq(rooms.id, roomId))
    .returning(kept)
