import { and, count, eq, isNull } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import { personOf } from '#lib/accounts/person.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { bans, memberships } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { endInvites, enter, exit, lockMembership, lockRoom } from './entry.ts'
import { type JoinedRoom, requireMembership, requireRoom } from './membership.ts'
import { storeMute } from './muted.ts'
import { othersIn } from './others.ts'
import { canInvite, canJoin, canRemove, canSetRole, hasRankToInvite } from './policy.ts'
import { memberColumns, presentMember } from './present-member.ts'
import { getRoom } from './queries.ts'
import type { Member, NewMember, Room, RoomRole } from './schema.ts'

/** Joins a public room. Joined already: nothing changes. */
export async function joinRoom(context: Context, roomId: string): Promise<Room> {
  const { change, limits, now, viewer } = context
  await limits.change(viewer.userId)
  await change(async (tx, note) => {
    // It may be made private, or be archived, at the same moment.
    await lockRoom(tx, roomId)
    const room = await requireRoom(tx, viewer, roomId)
    if (room.role !== null) return
    if (!canJoin(viewer, room)) throw notFound('room')
    if (!room.isActive) throw new Refusal('forbidden', 'rooms.archivedJoin')
    await enter(tx, note, { roomId, userId: viewer.userId, role: 'member' }, now())
  })
  return getRoom(context, roomId)
}

/** Leaves a room. The only owner among others must name another one first. */
export async function leaveRoom({ change, limits, viewer }: Context, roomId: string): Promise<void> {
  await limits.change(viewer.userId)
  await change(async (tx, note) => {
    // Before it is read who is in it: somebody who joins at the same moment would be left without an owner.
    const room = await lockMembership(tx, viewer, roomId)
    await requireOwnerAfter(tx, room, viewer.userId)
    await exit(tx, note, { roomId, userId: viewer.userId, reason: 'left' })
  }, roomId)
}

/**
 * Adds somebody. In public rooms every member may, in private ones owners and
 * moderators. Who is in it already costs nothing.
 */
export async function addMember(context: Context, roomId: string, newcomer: NewMember): Promise<Member> {
  const { change, db, limits, now, viewer } = context
  const { userId, role } = newcomer
  // Asked before as well, so that only what can happen is counted.
  if (await requireAddable(db.read, viewer, roomId, newcomer)) {
    await limits.addition(viewer.userId, 1)
    await change(async (tx, note) => {
      await lockRoom(tx, roomId)
      await requireAddable(tx, viewer, roomId, newcomer)
      const entered = await enter(tx, note, { roomId, userId, role }, now())
      if (entered) note('member.added', { roomId, userId, by: personOf(viewer) })
    })
  }
  const { member } = await memberOf(db.read, roomId, userId)
  return member
}

/** Refuses whom the viewer may not add to this room. Says whether they would be new here. */
async function requireAddable(on: Queries, viewer: Viewer, roomId: string, { userId, role }: NewMember) {
  const room = await requireMembership(on, viewer, roomId)
  if (!canInvite(viewer, room)) throw new Refusal('forbidden', 'rooms.addPeople')
  if (role !== 'member' && !canSetRole(room)) throw new Refusal('forbidden', 'rooms.makeModerators')
  const [user] = await on
    .select({
      name: users.name,
      memberOf: memberships.roomId,
      guestOf: users.guestOf,
      bannedFrom: bans.roomId,
    })
    .from(users)
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.roomId, roomId)))
    .leftJoin(bans, and(eq(bans.userId, users.id), eq(bans.roomId, roomId)))
    .where(and(eq(users.id, userId), isNull(users.deactivatedAt)))
  if (!user) throw notFound('person')
  if (user.bannedFrom !== null) throw new Refusal('conflict', 'rooms.isBanned', { name: user.name })
  if (user.memberOf === null && user.guestOf !== null) throw new Refusal('conflict', 'rooms.guestOfAnother')
  return user.memberOf === null
}

/**
 * Gives a member another role. For owners; the last one cannot step down. The links
 * of whoever may invite nobody any more end.
 */
export async function setRole(
  { change, limits, viewer }: Context,
  roomId: string,
  userId: string,
  role: RoomRole,
): Promise<Member> {
  await limits.change(viewer.userId)
  return change(async (tx, note) => {
    const room = await lockMembership(tx, viewer, roomId)
    if (!canSetRole(room)) throw new Refusal('forbidden', 'rooms.changeRoles')
    const { member: before, isGuestOfRoom } = await memberOf(tx, roomId, userId)
    // They are gone one day, and nobody could look after the room.
    if (isGuestOfRoom) throw new Refusal('conflict', 'rooms.guestStaysMember')
    if (before.role === 'owner' && role !== 'owner') await requireAnotherOwner(tx, roomId)
    await tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, userId)))
    if (role === 'owner') await storeMute(tx, note, { roomId, userId }, null)
    if (!hasRankToInvite({ ...room, role })) await endInvites(tx, note, roomId, userId)
    note('membership.changed', { roomId, userId, role })
    return { ...before, role }
  })
}

/**
 * Removes somebody from the room: from then on they receive nothing of it, and
 * links into a private one are good no more.
 */
export async function removeMember(context: Context, roomId: string, userId: string): Promise<void> {
  const { change, limits, viewer } = context
  if (userId === viewer.userId) return leaveRoom(context, roomId)
  await limits.change(viewer.userId)
  await change(async (tx, note) => {
    // Two owners who remove each other at once: the second one has nothing to say any more.
    const room = await lockMembership(tx, viewer, roomId)
    const { member } = await memberOf(tx, roomId, userId)
    if (!canRemove(room, member.role)) throw new Refusal('forbidden', 'rooms.removePerson')
    await exit(tx, note, { roomId, userId, reason: 'removed' })
    // They may hold one of them.
    if (room.visibility === 'private') await endInvites(tx, note, roomId)
  }, roomId)
}

export async function memberOf(on: Queries, roomId: string, userId: string) {
  const [row] = await on
    .select(memberColumns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, userId)))
  if (!row) throw notFound('member')
  return { member: presentMember(row), isGuestOfRoom: row.guestOf !== null }
}

async function requireOwnerAfter(tx: Queries, room: JoinedRoom, userId: string) {
  if (room.role !== 'owner') return
  if (room.memberCount > 1) {
    const others = await tx.$count(memberships, othersIn(tx, { roomId: room.id, userId }))
    if (others === 0) throw new Refusal('conflict', 'rooms.guestsAlone')
    return requireAnotherOwner(tx, room.id)
  }
  if (room.visibility === 'private') throw new Refusal('conflict', 'rooms.lastMember')
}

async function requireAnotherOwner(tx: Queries, roomId: string) {
  await lockRoom(tx, roomId)
  const [owners] = await tx
    .select({ n: count() })
    .from(memberships)
    // Whoever was deactivated looks after nothing.
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.deactivatedAt)))
    .where(and(eq(memberships.roomId, roomId), eq(memberships.role, 'owner')))
  if ((owners?.n ?? 0) < 2) throw new Refusal('conflict', 'rooms.onlyOwner')
}
