import { and, eq, isNull, ne } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import { administratorNow } from '#lib/accounts/deed.ts'
import { type Actor, record } from '#lib/audit/record.ts'
import type { AuditEntry } from '#lib/audit/schema.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { enter, lockRoom } from './entry.ts'
import { isThere, type RoomRow } from './membership.ts'
import { storeMute } from './muted.ts'
import { storeChange, takeAway } from './operations.ts'
import type { AnyRoomChange } from './schema.ts'

/*
 * What administrators do to rooms they need not be in. A direct room is left to its people: nobody else is
 * expected in it, it has neither name nor owner, and what must be seen of it is reported by one of them.
 */

/** Archives a room or restores it, and gives it another owner: a member of it. */
export async function changeAnyRoom(
  context: Context,
  roomId: string,
  { isActive, ownerId }: AnyRoomChange,
  address: string,
): Promise<void> {
  await withRoom(context, roomId, address, async (tx, note, { room, tell }) => {
    if (isActive !== undefined && isActive !== room.isActive) {
      await storeChange(tx, note, room, { isActive })
      await tell(isActive ? 'room.restored' : 'room.archived')
    }
    if (ownerId !== undefined) {
      const to = await handOver(tx, note, roomId, ownerId)
      if (to !== null) await tell('room.handed_over', { to })
    }
  })
}

/**
 * Joins a room as a member, though nobody there let them in: the room is told, whatever it is, and the log.
 * Joined already: nothing changes.
 */
export async function enterAnyRoom(context: Context, roomId: string, address: string): Promise<void> {
  const { now, viewer } = context
  await withRoom(context, roomId, address, async (tx, note, { tell }) => {
    const coming = { roomId, userId: viewer.userId, role: 'member', asAdministrator: true } as const
    if (await enter(tx, note, coming, now())) await tell('room.entered')
  })
}

/** Removes a room with its history. */
export async function deleteAnyRoom(context: Context, roomId: string, address: string): Promise<void> {
  await withRoom(context, roomId, address, async (tx, note, { tell }) => {
    await takeAway(tx, note, context, roomId)
    await tell('room.deleted')
  })
}

type Tell = (action: AuditEntry['action'], detail?: AuditEntry['detail']) => Promise<void>
type Held = { room: RoomRow; tell: Tell }

/** Finds the room for an administrator, who still is one, and keeps it as it is until the deed is done. */
async function withRoom(
  context: Context,
  roomId: string,
  address: string,
  deed: (tx: Queries, note: Note, held: Held) => Promise<void>,
): Promise<void> {
  requireAdministrator(context.viewer)
  await context.change(async (tx, note) => {
    const actor: Actor = await administratorNow(tx, context, address)
    await lockRoom(tx, roomId)
    const [room] = await tx
      .select()
      .from(rooms)
      .where(and(eq(rooms.id, roomId), isThere))
    if (!room) throw notFound('room')
    if (room.visibility === 'direct') throw new Refusal('forbidden', 'rooms.directIsTheirs')
    const target = { kind: 'room', id: roomId, name: room.name } as const
    const tell: Tell = (action, detail = {}) => record(tx, context.now(), actor, { action, target, detail })
    await deed(tx, note, { room, tell })
  }, roomId)
}

/** Gives the name of the new owner; null when they own it alone already. */
async function handOver(tx: Queries, note: Note, roomId: string, heirId: string): Promise<string | null> {
  const here = eq(memberships.roomId, roomId)
  const [heir] = await tx
    .select({ name: users.name, role: memberships.role, guestOf: users.guestOf })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.deactivatedAt)))
    .where(and(here, eq(memberships.userId, heirId)))
  if (!heir) throw notFound('member')
  if (heir.guestOf !== null) throw new Refusal('conflict', 'rooms.guestStaysMember')
  const before = await tx
    .update(memberships)
    .set({ role: 'moderator' })
    .where(and(here, eq(memberships.role, 'owner'), ne(memberships.userId, heirId)))
    .returning({ userId: memberships.userId })
  if (heir.role === 'owner' && before.length === 0) return null
  await tx
    .update(memberships)
    .set({ role: 'owner' })
    .where(and(here, eq(memberships.userId, heirId)))
  await storeMute(tx, note, { roomId, userId: heirId }, null)
  note('membership.changed', { roomId, userId: heirId, role: 'owner' })
  for (const { userId } of before) note('membership.changed', { roomId, userId, role: 'moderator' })
  return heir.name
}
