import { asc, eq } from 'drizzle-orm'
import { administratorNow } from '#lib/accounts/deed.ts'
import { record } from '#lib/audit/record.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { defaultRooms, rooms } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { enter, lockRoom } from './entry.ts'
import { type RoomRow, requireRoom } from './membership.ts'
import type { RoomTitle } from './schema.ts'

/** So many a newcomer can look through, and one write can enter. */
const most = 20

/** Whether a room may be one that everybody new is in: whoever looks could come in by themselves. */
export const mayBeDefault = ({ visibility, isActive }: Pick<RoomRow, 'visibility' | 'isActive'>) =>
  visibility === 'public' && isActive

/** The rooms everybody new is in. For administrators. */
export async function listDefaultRooms({ db, viewer }: Context): Promise<{ items: RoomTitle[] }> {
  requireAdministrator(viewer)
  const { id, name, type, visibility } = rooms
  const items = await db.read
    .select({ id, name, type, visibility })
    .from(defaultRooms)
    .innerJoin(rooms, eq(rooms.id, defaultRooms.roomId))
    .orderBy(asc(rooms.nameFolded))
  return { items }
}

/** From now on everybody new is in this room. Refuses (`conflict`) one that is not open to all. */
export async function setDefaultRoom(context: Context, roomId: string, address: string): Promise<void> {
  const { now, viewer } = context
  requireAdministrator(viewer)
  await context.change(async (tx) => {
    const actor = await administratorNow(tx, context, address)
    await lockRoom(tx, roomId)
    const room = await requireRoom(tx, viewer, roomId)
    if (!mayBeDefault(room)) throw new Refusal('conflict', 'rooms.defaultOpen')
    if ((await isDefault(tx, roomId)) > 0) return
    if ((await tx.$count(defaultRooms)) >= most) throw new Refusal('conflict', 'rooms.manyDefaults', { most })
    await tx.insert(defaultRooms).values({ roomId, since: now() })
    await tell(tx, now(), actor, { from: '', to: room.name })
  })
}

/** Newcomers are no longer in this room; whoever is in it stays. It is none already: nothing happens. */
export async function endDefaultRoom(context: Context, roomId: string, address: string): Promise<void> {
  const { now, viewer } = context
  requireAdministrator(viewer)
  await context.change(async (tx) => {
    const actor = await administratorNow(tx, context, address)
    const room = await requireRoom(tx, viewer, roomId)
    if (await dropDefault(tx, roomId)) await tell(tx, now(), actor, { from: room.name, to: '' })
  })
}

/** Belongs to the write after which newcomers cannot come in by themselves. Says whether it was one. */
export async function dropDefault(tx: Queries, roomId: string): Promise<boolean> {
  const gone = await tx
    .delete(defaultRooms)
    .where(eq(defaultRooms.roomId, roomId))
    .returning({ roomId: defaultRooms.roomId })
  return gone.length > 0
}

/** Takes somebody new into these rooms, one after the other in one order for all. */
export async function enterDefaultRooms(tx: Queries, note: Note, userId: string, at: number): Promise<void> {
  const found = await tx
    .select({ roomId: defaultRooms.roomId })
    .from(defaultRooms)
    .orderBy(asc(defaultRooms.roomId))
  for (const { roomId } of found) {
    // Archived, closed or deleted at this moment: either that comes first, or this.
    await lockRoom(tx, roomId)
    if ((await isDefault(tx, roomId)) > 0) await enter(tx, note, { roomId, userId, role: 'member' }, at)
  }
}

const isDefault = (tx: Queries, roomId: string) => tx.$count(defaultRooms, eq(defaultRooms.roomId, roomId))

const tell = (
  tx: Queries,
  at: number,
  actor: Parameters<typeof record>[2],
  detail: { from: string; to: string },
) =>
  record(tx, at, actor, {
    action: 'settings.changed',
    target: { kind: 'instance', id: 'instance', name: 'instance' },
    detail: { setting: 'defaultRooms', ...detail },
  })
