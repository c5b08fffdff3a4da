import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { invites, participants, rooms } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { newId } from '#lib/ids.ts'
import { openDirectRoom } from './direct.ts'
import { endInvites, enter, lockRoom } from './entry.ts'
import { requireMembership } from './membership.ts'
import { canChange, canCreateRooms, canDelete } from './policy.ts'
import { getRoom, memberIds, roomFacts } from './queries.ts'
import type { NewRoom, Room, RoomChange } from './schema.ts'

/** Makes a room; the viewer owns it. For a direct one: the room of exactly these people, made if there is none. */
export async function createRoom(context: Context, input: NewRoom): Promise<Room> {
  const { db, limits, now, viewer } = context
  if (!canCreateRooms(viewer))
    throw new Refusal('forbidden', 'Guests cannot make rooms. Ask a member to make one.')
  if (input.visibility === 'direct') return openDirectRoom(context, input)
  await limits.room(viewer.userId)
  const [id, at] = [newId(), now()]
  await db.write(async (tx) => {
    await tx.insert(rooms).values({
      ...input,
      id,
      nameFolded: fold(input.name),
      creatorId: viewer.userId,
      isActive: true,
      activeAt: at,
      createdAt: at,
    })
    await enter(tx, id, viewer.userId, 'owner', at)
  })
  await tellMembers(context, id)
  return getRoom(context, id)
}

/** Changes what the room is; `isActive: false` archives it. For owners. What was made to enter a public room lets nobody into a private one. */
export async function changeRoom(context: Context, roomId: string, change: RoomChange): Promise<Room> {
  const { db, viewer } = context
  await db.write(async (tx) => {
    // Before it is read what the room is: of two changes at once the second one must know of the first.
    await lockRoom(tx, roomId)
    const room = await requireMembership(tx, viewer, roomId)
    if (!canChange(room, room)) throw new Refusal('forbidden', 'Only an owner of the room can change it.')
    if (Object.keys(change).length === 0) return
    await tx
      .update(rooms)
      .set({ ...change, ...(change.name !== undefined && { nameFolded: fold(change.name) }) })
      .where(eq(rooms.id, roomId))
    if (room.visibility === 'public' && change.visibility === 'private') await endInvites(tx, roomId)
  })
  await tellMembers(context, roomId)
  return getRoom(context, roomId)
}

/**
 * Removes the room with its history. For owners, and for admins who are members. From this moment nobody reaches anything of it; what it
 * held goes in parts, by the clock (lib/messages/purge.ts).
 */
export async function deleteRoom({ db, now, publish, viewer }: Context, roomId: string): Promise<void> {
  const people = await db.write(async (tx) => {
    // Of two who delete it at once the second one finds nothing.
    await lockRoom(tx, roomId)
    const room = await requireMembership(tx, viewer, roomId)
    if (!canDelete(viewer, room, room))
      throw new Refusal('forbidden', 'Only an owner of the room can delete it.')
    const members = await memberIds(tx, roomId)
    await close(tx, roomId, now())
    return members
  })
  publish('room:removed', { people }, { roomId, reason: 'deleted' })
}

async function close(tx: Queries, roomId: string, at: number) {
  const nothing = { name: '', nameFolded: '', description: '', directKey: null }
  await tx
    .update(rooms)
    .set({ ...nothing, deletedAt: at })
    .where(eq(rooms.id, roomId))
  await tx.delete(invites).where(eq(invites.roomId, roomId))
  await tx
    .update(participants)
    .set({ leftAt: at, leftReason: 'ended' })
    .where(and(eq(participants.roomId, roomId), isNull(participants.leftAt)))
}

async function tellMembers({ db, publish }: Context, roomId: string) {
  const facts = await roomFacts(db.read, roomId)
  if (facts) publish('room:changed', { members: roomId }, facts)
}
