import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Context } from '#lib/context.ts'
import { invites, memberships } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { lockMembership } from './entry.ts'
import { requireMembership } from './membership.ts'
import { canEndInvite, canInvite } from './policy.ts'
import type { LiveInvite } from './schema.ts'

const afterInvite = z.tuple([z.int(), z.string()])

/** The links that lead into a room now, the newest first, for whoever may invite there. */
export async function listInvites(
  { db, now, viewer }: Context,
  roomId: string,
  { cursor, limit }: Paging,
): Promise<Page<LiveInvite>> {
  const room = await requireMembership(db.read, viewer, roomId)
  if (!canInvite(viewer, room)) throw new Refusal('forbidden', 'rooms.invite')
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterInvite)
  const rows = await db.read
    .select({ invite: invites, creator: personColumns, is: users.role, role: memberships.role })
    .from(invites)
    .innerJoin(users, and(eq(users.id, invites.createdBy), isNull(users.deactivatedAt)))
    .innerJoin(
      memberships,
      and(eq(memberships.roomId, invites.roomId), eq(memberships.userId, invites.createdBy)),
    )
    .where(
      and(
        eq(invites.roomId, roomId),
        gt(invites.expiresAt, now()),
        gt(invites.usesLeft, 0),
        after &&
          or(lt(invites.createdAt, after[0]), and(eq(invites.createdAt, after[0]), lt(invites.id, after[1]))),
      ),
    )
    .orderBy(desc(invites.createdAt), desc(invites.id))
    .limit(limit + 1)
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    ({ invite }) => [invite.createdAt, invite.id],
  )
  // Like `isGood`: one whose maker may invite no more opens nothing.
  const live = page.items.filter(({ is, role }) => canInvite({ role: is }, { ...room, role }))
  return {
    items: live.map(({ invite, creator }) => ({
      id: invite.id,
      creator,
      usesLeft: invite.usesLeft,
      expiresAt: isoTime(invite.expiresAt),
      createdAt: isoTime(invite.createdAt),
    })),
    nextCursor: page.nextCursor,
  }
}

/** Ends a link for good. Ended or used up already: nothing changes. */
export async function endInvite(
  { change, viewer }: Context,
  roomId: string,
  inviteId: string,
): Promise<void> {
  await change(async (tx, note) => {
    const room = await lockMembership(tx, viewer, roomId)
    if (!canInvite(viewer, room)) throw new Refusal('forbidden', 'rooms.invite')
    const its = and(eq(invites.id, inviteId), eq(invites.roomId, roomId))
    const [invite] = await tx.select({ createdBy: invites.createdBy }).from(invites).where(its)
    if (!invite) throw notFound('invite')
    if (!canEndInvite(viewer, room, invite.createdBy)) throw new Refusal('forbidden', 'rooms.endInvite')
    await tx.update(invites).set({ usesLeft: 0 }).where(its)
    note('invites.changed', { roomId })
  })
}
