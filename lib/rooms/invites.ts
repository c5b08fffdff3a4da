import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import { isGuestOfRoom } from '#lib/accounts/policy.ts'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { invites, memberships, rooms } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { hashSecret, newId, newSecret } from '#lib/ids.ts'
import { isoTime } from '#lib/iso-time.ts'
import { enter, lockMembership, lockRoom } from './entry.ts'
import { isThere } from './membership.ts'
import { canInvite } from './policy.ts'
import { getRoom } from './queries.ts'
import type { Invite, NewInvite, Room } from './schema.ts'

/**
 * A link into a room, good for some uses and some time, and while whoever made it may invite there. The token
 * is shown once: only its hash is kept.
 */
export async function createInvite(
  { change, env, now, viewer }: Context,
  roomId: string,
  input: NewInvite,
): Promise<Invite> {
  const [id, token, at] = [newId(), newSecret(), now()]
  const expiresAt = at + input.expiresInMs
  await change(async (tx, note) => {
    // What ends links must not miss one that is just being made.
    const room = await lockMembership(tx, viewer, roomId)
    if (!canInvite(viewer, room)) throw new Refusal('forbidden', 'rooms.invite')
    await tx.insert(invites).values({
      id,
      roomId,
      createdBy: viewer.userId,
      tokenHash: hashSecret(token),
      usesLeft: input.uses,
      expiresAt,
      createdAt: at,
    })
    note('invites.changed', { roomId })
  })
  return {
    id,
    token,
    url: `${env.PUBLIC_URL}/invite/${token}`,
    usesLeft: input.uses,
    expiresAt: isoTime(expiresAt),
  }
}

/** Enters the room an invitation is for. Somebody who is in it already uses nothing up. */
export async function acceptInvite(context: Context, token: string): Promise<Room> {
  const { change, now, viewer } = context
  if (isGuestOfRoom(viewer)) throw new Refusal('forbidden', 'accounts.guest')
  const roomId = await change((tx, note) => spendInvite(tx, note, { token, userId: viewer.userId }, now()))
  return getRoom(context, roomId)
}

/**
 * Takes one use of an invitation and lets somebody in by it, in the write at hand. Gives the room it is for.
 */
export async function spendInvite(
  tx: Queries,
  note: Note,
  { token, userId }: { token: string; userId: string },
  at: number,
): Promise<string> {
  const before = await findInvite(tx, token, at)
  if (before) await lockRoom(tx, before.room.id)
  const invite = before && (await findInvite(tx, token, at))
  if (invite && !invite.room.isActive) throw new Refusal('forbidden', 'rooms.archivedJoin')
  if (!invite || !isGood(invite)) throw new Refusal('not_found', 'rooms.invitationSpent')
  const roomId = invite.room.id
  const entered = await enter(tx, note, { roomId, userId, role: 'member' }, at)
  if (!entered) return roomId
  await tx
    .update(invites)
    .set({ usesLeft: sql`${invites.usesLeft} - 1` })
    .where(eq(invites.id, invite.id))
  note('invites.changed', { roomId })
  return roomId
}

/**
 * What a good invitation says: the room's name and that of whoever invites, and no more. Whoever holds the
 * link may know that much.
 */
export async function invitedTo(
  { db, now }: World,
  token: string,
): Promise<{ room: string; by: string } | null> {
  const invite = await findInvite(db.read, token, now())
  return invite && isGood(invite) ? { room: invite.room.name, by: invite.maker.name } : null
}

/** Whether an invitation opens anything now. */
export async function isGoodInvite(on: Queries, token: string, at: number): Promise<boolean> {
  const invite = await findInvite(on, token, at)
  return invite !== undefined && isGood(invite)
}

type Found = NonNullable<Awaited<ReturnType<typeof findInvite>>>

/** An invitation opens what its maker may open at the moment it is used. */
const isGood = ({ room, maker, role }: Found) => canInvite(maker, { ...room, role })

/** A link that has uses and time left, with its room and what its maker is there now. */
async function findInvite(on: Queries, token: string, at: number) {
  const [found] = await on
    .select({
      id: invites.id,
      room: rooms,
      maker: { role: users.role, name: users.name },
      role: memberships.role,
    })
    .from(invites)
    .innerJoin(rooms, eq(rooms.id, invites.roomId))
    .innerJoin(users, and(eq(users.id, invites.createdBy), isNull(users.deactivatedAt)))
    .innerJoin(
      memberships,
      and(eq(memberships.roomId, invites.roomId), eq(memberships.userId, invites.createdBy)),
    )
    .where(
      and(
        eq(invites.tokenHash, hashSecret(token)),
        gt(invites.expiresAt, at),
        gt(invites.usesLeft, 0),
        isThere,
      ),
    )
  return found
}
