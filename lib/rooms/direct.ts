import { eq, inArray } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { rooms, users } from '#lib/db/schema.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { directPeople } from '#lib/limits.ts'
import { enter } from './entry.ts'
import { tellEntered } from './members.ts'
import { getRoom } from './queries.ts'
import type { NewRoom, Room } from './schema.ts'

type NewDirectRoom = Extract<NewRoom, { visibility: 'direct' }>

/** The one direct room of the viewer and these people. Asked for again, it is the same room; who had left is back in it. */
export async function openDirectRoom(context: Context, input: NewDirectRoom): Promise<Room> {
  const { db, now, viewer } = context
  const people = [...new Set([viewer.userId, ...input.userIds])].sort()
  if (people.length < 2) throw new Refusal('invalid_input', 'Name somebody other than yourself.')
  if (people.length > directPeople)
    throw new Refusal('invalid_input', `A direct room holds at most ${directPeople} people.`)
  const directKey = people.join(' ')
  const at = now()
  const { id, entered } = await db.write(async (tx) => {
    const known = await tx.select({ id: users.id }).from(users).where(inArray(users.id, people))
    if (known.length < people.length) throw notFound('person')
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
    const [room] =
      made.length > 0
        ? made
        : await tx.select({ id: rooms.id }).from(rooms).where(eq(rooms.directKey, directKey))
    if (!room) throw notFound('room')
    const entered: string[] = []
    for (const userId of people) if (await enter(tx, room.id, userId, 'member', at)) entered.push(userId)
    return { id: room.id, entered }
  })
  for (const userId of entered) await tellEntered(context, id, userId)
  return getRoom(context, id)
}
