import { eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { invites, rooms } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { fold } from '#lib/fold.ts'
import { newId } from '#lib/ids.ts'
import { mayCreateRooms, mayOpenDirectRooms } from '#lib/instance/policy.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { dropDefault, mayBeDefault } from './default-rooms.ts'
import { openDirectRoom } from './direct.ts'
import { endInvites, enter, lockMembership } from './entry.ts'
import { requireFreeName, takesName } from './free-name.ts'
import type { RoomRow } from './membership.ts'
import { allowRetention } from './own-retention.ts'
import { canChange, canDelete } from './policy.ts'
import { getRoom, memberIds } from './queries.ts'
import type { NewRoom, Room, RoomChange } from './schema.ts'

/**
 * Makes a room; the viewer owns it. For a direct one: the room of
 * exactly these people, made if there is none.
 */
export async function createRoom(context: Context, input: NewRoom): Promise<Room> {
  const { change, limits, now, viewer } = context
  if (!mayOpenDirectRooms(viewer)) throw new Refusal('forbidden', 'rooms.create')
  if (input.visibility === 'direct') return openDirectRoom(context, input)
  if (!mayCreateRooms(viewer, await settingsOf(context)))
    throw new Refusal('forbidden', 'rooms.createByAdministrators')
  await limits.room(viewer.userId)
  const nameFolded = fold(input.name)
  const [id, at] = [newId(), now()]
  await change(async (tx, note) => {
    if (input.visibility === 'public') await requireFreeName(tx, nameFolded)
    await tx.insert(rooms).values({
      ...input,
      id,
      nameFolded,
      creatorId: viewer.userId,
      isActive: true,
      activeAt: at,
      createdAt: at,
    })
    await enter(tx, note, { roomId: id, userId: viewer.userId, role: 'owner' }, at)
  })
  return getRoom(context, id)
}

/**
 * Changes what the room is; `isActive: false` archives it. For owners. What was made to enter a public room
 * lets nobody into a private one.
 */
export async function changeRoom(
  context: Context,
  roomId: string,
  wanted: RoomChange,
  address: string | null = null,
): Promise<Room> {
  const { change, limits, viewer } = context
  await limits.change(viewer.userId)
  await change(async (tx, note) => {
    // Before it is read what the room is: of two changes at once the second one must know of the first.
    const room = await lockMembership(tx, viewer, roomId)
    if (!canChange(room)) throw new Refusal('forbidden', 'rooms.change')
    if (wanted.retentionDays !== undefined && wanted.retentionDays !== room.retentionDays)
      await allowRetention(tx, context, room, wanted.retentionDays, address)
    await storeChange(tx, note, room, wanted)
  }, roomId)
  return getRoom(context, roomId)
}

/** The same in the write at hand, for whoever may. The room's row must be locked. */
export async function storeChange(tx: Queries, note: Note, room: RoomRow, wanted: RoomChange): Promise<void> {
  if (Object.keys(wanted).length === 0) return
  const nameFolded = wanted.name === undefined ? room.nameFolded : fold(wanted.name)
  const next = { ...room, ...wanted, nameFolded }
  if (takesName(next) && !(takesName(room) && room.nameFolded === nameFolded))
    await requireFreeName(tx, nameFolded)
  await tx
    .update(rooms)
    .set({ ...wanted, nameFolded })
    .where(eq(rooms.id, room.id))
  if (mayBeDefault(room) && !mayBeDefault(next)) await dropDefault(tx, room.id)
  const isClosed = room.visibility === 'public' && wanted.visibility === 'private'
  if (isClosed) await endInvites(tx, note, room.id)
  const { type, isActive } = next
  note('room.changed', { roomId: room.id, type, isActive, ...(isClosed && { isClosed }) })
}

/**
 * Removes the room with its history. For owners, and for admins who are members. From this moment nobody
 * reaches anything of it; what it held goes in parts, as a job (purge.ts).
 */
export async function deleteRoom(context: Context, roomId: string): Promise<void> {
  const { change, viewer } = context
  await change(async (tx, note) => {
    // Of two who delete it at once the second one finds nothing.
    const room = await lockMembership(tx, viewer, roomId)
    if (!canDelete(viewer, room)) throw new Refusal('forbidden', 'rooms.delete')
    await takeAway(tx, note, context, roomId)
  }, roomId)
}

/** The same in the write at hand, for whoever may. The room's row must be locked. */
export async function takeAway(
  tx: Queries,
  note: Note,
  { jobs, now }: Pick<Context, 'jobs' | 'now'>,
  roomId: string,
): Promise<void> {
  const people = await memberIds(tx, roomId)
  await close(tx, roomId, now())
  await jobs.enqueue(tx, 'rooms.purge', { roomId }, { key: roomId })
  note('room.deleted', { roomId, people })
}

async function close(tx: Queries, roomId: string, at: number) {
  const nothing = { name: '', nameFolded: '', description: '', directKey: null }
  await tx
    .update(rooms)
    .set({ ...nothing, deletedAt: at })
    .where(eq(rooms.id, roomId))
  await tx.delete(invites).where(eq(invites.roomId, roomId))
  await dropDefault(tx, roomId)
}
