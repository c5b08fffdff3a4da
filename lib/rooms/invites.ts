import { and, eq, gt, sql } from 'drizzle-orm'
import { isoTime } from '#lib/accounts/present.ts'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { invites, rooms } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { hashSecret, newId, newSecret } from '#lib/ids.ts'
import { enter } from './entry.ts'
import { tellEntered } from './members.ts'
import { requireMembership } from './membership.ts'
import { canInvite } from './policy.ts'
import { getRoom } from './queries.ts'
import type { Invite, NewInvite, Room } from './schema.ts'

/** A link into a room, good for some uses and some time. The token is shown once: only its hash is kept. */
export async function createInvite(
  { db, env, now, viewer }: Context,
  roomId: string,
  input: NewInvite,
): Promise<Invite> {
  const [id, token, at] = [newId(), newSecret(), now()]
  const expiresAt = at + input.expiresInMs
  await db.write(async (tx) => {
    const room = await requireMembership(tx, viewer, roomId)
    if (!canInvite(room, room)) throw new Refusal('forbidden', 'You may not invite people to this room.')
    await tx.insert(invites).values({
      id,
      roomId,
      createdBy: viewer.userId,
      tokenHash: hashSecret(token),
      usesLeft: input.uses,
      expiresAt,
      createdAt: at,
    })
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
  const { db, now, viewer } = context
  const { roomId, entered } = await db.write((tx) => spendInvite(tx, token, viewer.userId, now()))
  if (entered) await tellEntered(context, roomId, viewer.userId)
  return getRoom(context, roomId)
}

/** Takes one use of an invitation and lets somebody in by it, in the write at hand. */
export async function spendInvite(tx: Queries, token: string, userId: string, at: number) {
  const [invite] = await tx
    .update(invites)
    .set({ usesLeft: sql`${invites.usesLeft} - 1` })
    .where(isGood(token, at))
    .returning({ id: invites.id, roomId: invites.roomId, usesLeft: invites.usesLeft })
  if (!invite) throw new Refusal('not_found', 'This invitation is used up or has run out. Ask for a new one.')
  const [room] = await tx.select({ isActive: rooms.isActive }).from(rooms).where(eq(rooms.id, invite.roomId))
  if (!room?.isActive) throw new Refusal('forbidden', 'This room is archived: nobody can join it any more.')
  const entered = await enter(tx, invite.roomId, userId, 'member', at)
  if (!entered)
    await tx
      .update(invites)
      .set({ usesLeft: invite.usesLeft + 1 })
      .where(eq(invites.id, invite.id))
  return { roomId: invite.roomId, entered }
}

/** The room a good invitation is for, by its name alone: whoever holds the link may know that much. */
export async function invitedTo({ db, now }: World, token: string): Promise<{ name: string } | null> {
  const [room] = await db.read
    .select({ name: rooms.name })
    .from(invites)
    .innerJoin(rooms, eq(rooms.id, invites.roomId))
    .where(isGood(token, now()))
  return room ?? null
}

const isGood = (token: string, at: number) =>
  and(eq(invites.tokenHash, hashSecret(token)), gt(invites.expiresAt, at), gt(invites.usesLeft, 0))
