import { and, desc, eq, lt, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Context } from '#lib/context.ts'
import { bans, memberships } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { mayFindEverybody } from '#lib/instance/policy.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { endInvites, exit, lockMembership } from './entry.ts'
import { requireMembership } from './membership.ts'
import { canBan, canSeeBans } from './policy.ts'
import type { Ban, NewBan } from './schema.ts'

/**
 * Puts somebody out for good: until it is lifted they come back by no way. For whoever could remove them;
 * also of somebody who has left. All links into the room end, since they may hold one of them and make
 * another account by it; that for guests becomes another one. Banned already: the reason is the new one.
 */
export async function banPerson(
  { change, limits, now, viewer }: Context,
  roomId: string,
  { userId, reason: given }: NewBan,
): Promise<void> {
  await limits.change(viewer.userId)
  const reason = given || null
  await change(async (tx, note) => {
    const room = await lockMembership(tx, viewer, roomId)
    if (userId === viewer.userId) throw new Refusal('conflict', 'rooms.banSelf')
    if (!canSeeBans(room)) throw new Refusal('forbidden', 'rooms.ban')
    const [found] = await tx
      .select({ role: memberships.role, before: bans.role })
      .from(users)
      .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.roomId, roomId)))
      .leftJoin(bans, and(eq(bans.userId, users.id), eq(bans.roomId, roomId)))
      .where(eq(users.id, userId))
    const was = found?.role ?? found?.before
    // Somebody who is not here is known to those alone who find everybody.
    if (!found || (!was && !mayFindEverybody(viewer))) throw notFound('member')
    const role = was ?? 'member'
    if (!canBan(room, role)) throw new Refusal('forbidden', 'rooms.ban')
    const ban = { reason, bannedBy: viewer.userId, bannedAt: now() }
    await tx
      .insert(bans)
      .values({ roomId, userId, role, ...ban })
      .onConflictDoUpdate({ target: [bans.roomId, bans.userId], set: ban })
    await exit(tx, note, { roomId, userId, reason: 'removed', ban: { reason } })
    await endInvites(tx, note, roomId)
    note('bans.changed', { roomId, isNew: true })
  }, roomId)
}

/** Lets somebody come back, by whichever way there is. Nobody banned them: nothing changes. */
export async function liftBan(
  { change, limits, viewer }: Context,
  roomId: string,
  userId: string,
): Promise<void> {
  await limits.change(viewer.userId)
  await change(async (tx, note) => {
    const room = await lockMembership(tx, viewer, roomId)
    if (!canSeeBans(room)) throw new Refusal('forbidden', 'rooms.liftBan')
    const its = and(eq(bans.roomId, roomId), eq(bans.userId, userId))
    const [ban] = await tx.select({ role: bans.role }).from(bans).where(its)
    if (!ban) return
    if (!canBan(room, ban.role)) throw new Refusal('forbidden', 'rooms.liftBan')
    await tx.delete(bans).where(its)
    note('bans.changed', { roomId, isNew: false })
  })
}

const afterBan = z.tuple([z.int(), z.string()])
/** Whoever banned them. */
const makers = alias(users, 'makers')

/** Who is banned from a room, the latest first, for its moderators. */
export async function listBans(
  { db, viewer }: Context,
  roomId: string,
  { cursor, limit }: Paging,
): Promise<Page<Ban>> {
  const room = await requireMembership(db.read, viewer, roomId)
  if (!canSeeBans(room)) throw new Refusal('forbidden', 'rooms.seeBans')
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterBan)
  const rows = await db.read
    .select({
      person: personColumns,
      by: { id: makers.id, name: makers.name, avatarUrl: makers.avatarUrl },
      reason: bans.reason,
      bannedAt: bans.bannedAt,
    })
    .from(bans)
    .innerJoin(users, eq(users.id, bans.userId))
    .leftJoin(makers, eq(makers.id, bans.bannedBy))
    .where(
      and(
        eq(bans.roomId, roomId),
        after && or(lt(bans.bannedAt, after[0]), and(eq(bans.bannedAt, after[0]), lt(bans.userId, after[1]))),
      ),
    )
    .orderBy(desc(bans.bannedAt), desc(bans.userId))
    .limit(limit + 1)
  const present = ({ person, by, reason, bannedAt }: (typeof rows)[number]): Ban => ({
    ...person,
    reason,
    by,
    bannedAt: isoTime(bannedAt),
  })
  return pageOf(rows, limit, present, ({ person, bannedAt }) => [bannedAt, person.id])
}
