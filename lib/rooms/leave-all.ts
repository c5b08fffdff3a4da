import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { ownRoles } from '#lib/instance/roles.ts'
import { jobKind } from '#lib/jobs/kind.ts'
import { exit, lockRoom } from './entry.ts'
import { isThere } from './membership.ts'
import { storeMute } from './muted.ts'
import { takeAway } from './operations.ts'
import { othersIn } from './others.ts'

/** Takes whoever has no account any more out of all rooms. */
export const leaveAll = jobKind({
  name: 'rooms.leaveAll',
  payload: z.object({ userId: z.string() }),
  run: (world, { userId }, { signal }) => leaveAllRooms(world, userId, signal),
})

/**
 * Room after room, each in a write of its own: nobody waits for another room. Of a room they owned alone
 * somebody else becomes the owner, and one in which nobody is left goes.
 */
async function leaveAllRooms(world: World, userId: string, signal: AbortSignal): Promise<void> {
  const { announce, change, db } = world
  const [person] = await db.read.select(personColumns).from(users).where(eq(users.id, userId))
  const found = await db.read
    .select({ roomId: memberships.roomId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.roomId))
  // While they are still members: by that it is known who sees their name.
  if (person && found.length > 0) await announce('profile.changed', { person })
  for (const { roomId } of found) {
    await change((tx, note) => leave(tx, note, world, { roomId, userId }), roomId)
    signal.throwIfAborted()
  }
}

type Leaving = { roomId: string; userId: string }

async function leave(tx: Queries, note: Note, world: World, leaving: Leaving): Promise<void> {
  const { roomId, userId } = leaving
  await lockRoom(tx, roomId)
  const [room] = await tx
    .select()
    .from(rooms)
    .where(and(eq(rooms.id, roomId), isThere))
  // What a deleted room holds goes with it.
  if (!room) return
  const others = (await tx.$count(memberships, othersIn(tx, leaving))) > 0
  if (others && room.visibility !== 'direct') await handOn(tx, note, leaving)
  // Whoever they spoke with may have left and come back.
  const isOver = !others && !(await isAwaited(tx, room.directKey))
  if (isOver) return takeAway(tx, note, world, roomId)
  await exit(tx, note, { roomId, userId, reason: 'left' })
}

/** Gives a room that has no other active owner to a moderator or member: who came first, and may be here. */
async function handOn(tx: Queries, note: Note, leaving: Leaving): Promise<void> {
  const { roomId } = leaving
  const [heir] = await tx
    .select({ userId: users.id, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(othersIn(tx, leaving))
    .orderBy(
      sql`case when ${users.deactivatedAt} is null then 0 else 1 end`,
      sql`case ${memberships.role} when 'owner' then 0 when 'moderator' then 1 else 2 end`,
      // Guests and bots are there for others.
      sql`case when ${inArray(users.role, ownRoles)} then 0 else 1 end`,
      asc(memberships.joinedAt),
      asc(users.id),
    )
    .limit(1)
  if (!heir || heir.role === 'owner') return
  await tx
    .update(memberships)
    .set({ role: 'owner' })
    .where(and(eq(memberships.roomId, roomId), eq(memberships.userId, heir.userId)))
  await storeMute(tx, note, { roomId, userId: heir.userId }, null)
  note('membership.changed', { roomId, userId: heir.userId, role: 'owner' })
}

/** Whether there is anybody whose direct room this is, in it or not. */
async function isAwaited(tx: Queries, directKey: string | null): Promise<boolean> {
  if (directKey === null) return false
  const [somebody] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, directKey.split(' ')), isNull(users.deletedAt)))
    .limit(1)
  return somebody !== undefined
}
