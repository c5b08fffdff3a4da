import { and, asc, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import { administratorNow } from '#lib/accounts/deed.ts'
import { record } from '#lib/audit/record.ts'
import type { Context } from '#lib/context.ts'
import { contains } from '#lib/db/contains.ts'
import { invites, memberships, rooms } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, pageOf } from '#lib/paging.ts'
import { endInvites, lockRoom } from './entry.ts'
import { isThere } from './membership.ts'
import { canInvite } from './policy.ts'
import type { AnyInvite, AnyInviteQuery } from './schema.ts'

const afterInvite = z.tuple([z.int(), z.string()])

/** The links that lead into any room now, the newest first. For administrators. */
export async function allInvites(
  { db, now, viewer }: Context,
  { query, cursor, limit }: AnyInviteQuery,
): Promise<Page<AnyInvite>> {
  requireAdministrator(viewer)
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterInvite)
  const sought = fold(query)
  const { id, name, visibility, isActive } = rooms
  const rows = await db.read
    .select({
      invite: invites,
      room: { id, name, visibility, isActive },
      creator: personColumns,
      is: users.role,
      role: memberships.role,
    })
    .from(invites)
    .innerJoin(rooms, and(eq(rooms.id, invites.roomId), isThere))
    .innerJoin(users, and(eq(users.id, invites.createdBy), isNull(users.deactivatedAt)))
    .innerJoin(
      memberships,
      and(eq(memberships.roomId, invites.roomId), eq(memberships.userId, invites.createdBy)),
    )
    .where(
      and(
        gt(invites.expiresAt, now()),
        gt(invites.usesLeft, 0),
        query === '' ? undefined : or(contains(rooms.nameFolded, sought), contains(users.nameFolded, sought)),
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
  // One whose maker may invite no more opens nothing, and is none.
  const live = page.items.filter(({ is, room, role }) => canInvite({ role: is }, { ...room, role }))
  return {
    items: live.map(({ invite, room: { isActive: _, ...room }, creator }) => ({
      ...{ id: invite.id, room, creator, usesLeft: invite.usesLeft },
      expiresAt: isoTime(invite.expiresAt),
      createdAt: isoTime(invite.createdAt),
    })),
    nextCursor: page.nextCursor,
  }
}

/** Ends a link into any room, for good. Ended or used up already: nothing changes. */
export async function endAnyInvite(context: Context, inviteId: string, address: string): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const actor = await administratorNow(tx, context, address)
    const its = eq(invites.id, inviteId)
    const [found] = await tx
      .select({ room: { id: rooms.id, name: rooms.name }, maker: users.name })
      .from(invites)
      .innerJoin(rooms, and(eq(rooms.id, invites.roomId), isThere))
      .innerJoin(users, eq(users.id, invites.createdBy))
      .where(its)
    if (!found) throw notFound('invite')
    const { room, maker } = found
    // Whoever comes in by it at the same moment does so before or not at all.
    await lockRoom(tx, room.id)
    const ended = await tx
      .update(invites)
      .set({ usesLeft: 0 })
      .where(and(its, gt(invites.usesLeft, 0)))
      .returning({ id: invites.id })
    if (ended.length === 0) return
    note('invites.changed', { roomId: room.id })
    const target = { kind: 'room', ...room } as const
    await record(tx, context.now(), actor, { action: 'invite.ended', target, detail: { maker } })
  })
}

/** Ends all links somebody made, into whichever room. */
export async function endAllInvitesOf(context: Context, makerId: string, address: string): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const actor = await administratorNow(tx, context, address)
    const [maker] = await tx.select({ name: users.name }).from(users).where(eq(users.id, makerId))
    if (!maker) throw notFound('account')
    const theirs = await tx
      .select({ roomId: invites.roomId })
      .from(invites)
      .where(and(eq(invites.createdBy, makerId), gt(invites.usesLeft, 0)))
      .orderBy(asc(invites.roomId))
    for (const roomId of new Set(theirs.map((one) => one.roomId))) {
      await lockRoom(tx, roomId)
      await endInvites(tx, note, roomId, makerId)
    }
    if (theirs.length === 0) return
    const target = { kind: 'user', id: makerId, name: maker.name } as const
    const detail = { links: String(theirs.length) }
    await record(tx, context.now(), actor, { action: 'invites.ended', target, detail })
  })
}
