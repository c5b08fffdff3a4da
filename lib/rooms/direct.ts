import { eq, inArray } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { memberships, rooms } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { directPeople } from '#lib/limits.ts'
import { enter } from './entry.ts'
import { getRoom } from './queries.ts'
import type { NewRoom, Room } from './schema.ts'

type NewDirectRoom = Extract<NewRoom, { visibility: 'direct' }>

/**
 * The one direct room of the viewer and these people. Asked for again, it is the same room; who had left is
 * back in it. Only a room that is made and others who come in count for the limits.
 */
export async function openDirectRoom(context: Context, input: NewDirectRoom): Promise<Room> {
  const { change, db, limits, now, viewer } = context
  const people = [...new Set([viewer.userId, ...input.userIds])].sort()
  if (people.length < 2) throw new Refusal('invalid_input', 'rooms.nameSomebody')
  if (people.length > directPeople)
    throw new Refusal('invalid_input', 'rooms.directPeople', { most: directPeople })
  const directKey = people.join(' ')
  const active = await activeAmong(db.read, people)
  const before = await directRoom(db.read, directKey)
  // Whoever was deactivated is brought into no room; what was said with them stays.
  if (!before && active.size < people.length) throw notFound('person')
  const coming = people.filter((userId) => active.has(userId) && !before?.inside.has(userId))
  if (before && coming.length === 0) return getRoom(context, before.id)
  const others = coming.filter((userId) => userId !== viewer.userId)
  if (!before) await limits.room(viewer.userId)
  if (others.length > 0) await limits.addition(viewer.userId, others.length)

  const at = now()
  const id = await change(async (tx, note) => {
    const made = await tx
      .insert(rooms)
      .values({
        id: newId(),
        type: input.type,
        visibility: 'direct',
        name: '',
        nameFolded: '',
        description: '',
        creatorId: viewer.userId,
        isActive: true,
        directKey,
        activeAt: at,
        createdAt: at,
      })
      .onConflictDoNothing()
      .returning({ id: rooms.id })
    const room = made[0] ?? (await directRoom(tx, directKey))
    if (!room) throw notFound('room')
    // Only those who were counted: who leaves at this moment is not brought back for nothing.
    for (const userId of coming) await enter(tx, note, { roomId: room.id, userId, role: 'member' }, at)
    return room.id
  })
  return getRoom(context, id)
}

/** Of these people, those who are here and were not deactivated. Refuses when somebody is nobody. */
async function activeAmong(on: Queries, people: string[]): Promise<Set<string>> {
  const { id, deactivatedAt, guestOf } = users
  const known = await on.select({ id, deactivatedAt, guestOf }).from(users).where(inArray(id, people))
  if (known.length < people.length) throw notFound('person')
  if (known.some((one) => one.guestOf !== null)) throw new Refusal('conflict', 'rooms.guestOfAnother')
  return new Set(known.filter((one) => one.deactivatedAt === null).map((one) => one.id))
}

async function directRoom(on: Queries, directKey: string) {
  const rows = await on
    .select({ id: rooms.id, userId: memberships.userId })
    .from(rooms)
    .leftJoin(memberships, eq(memberships.roomId, rooms.id))
    .where(eq(rooms.directKey, directKey))
  const [room] = rows
  return room && { id: room.id, inside: new Set(rows.map(({ userId }) => userId)) }
}
