import { expect, test } from 'vitest'
import { changeProfile } from '#lib/accounts/operations.ts'
import { leaveCall } from '#lib/calls/operations.ts'
import { joinCall } from '#lib/calls/seating.ts'
import { keepAnswers } from '#lib/http/kept-answers.ts'
import { Written } from '#lib/http/written.ts'
import { edit, remove } from '#lib/messages/operations.ts'
import { createRoom, createUser, type Someone, say, unheard } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { setAttention } from './attention.ts'
import { listRooms, writtenRooms } from './list.ts'
import { addMember, leaveRoom, removeMember, setRole } from './members.ts'
import { changeRoom, deleteRoom } from './operations.ts'
import { markRead } from './reading.ts'
import { type RoomQuery, roomQuery } from './schema.ts'

const world = await openWorld()
const query = roomQuery.parse({})
const media = { microphone: true, camera: false, screen: false }
let lines = 0
const call = (someone: Someone, room: { id: string }) =>
  joinCall(someone, { roomId: room.id, media }, { node: 'here', socketId: `line ${++lines}` }, unheard)

async function written(someone: Someone, asked: RoomQuery = query) {
  const answer = await writtenRooms(someone, asked)
  if (!(answer instanceof Written)) throw new Error('nothing is kept of this')
  return answer
}

/** What Bob's process, which is told of nothing, has kept of his list; `stamped` as the database is. */
async function kept(stamped: boolean) {
  const people = ['Ana', 'Bob', 'Mia'].map((name) => createUser(world, name))
  const [ana, bob, mia] = (await Promise.all(people)) as [Someone, Someone, Someone]
  const room = await createRoom(ana, { type: 'video' }, { member: [bob, mia] })
  const direct = await createRoom(mia, { visibility: 'direct', userIds: [bob.viewer.userId] })
  const other = await createRoom(ana, { name: 'Another' })
  const [first, last] = [await say(ana, room, `<@${bob.viewer.userId}>`), await say(ana, room, 'last')]
  const seat = await call(ana, room)
  const db = stamped ? world.db : { ...world.db, stamp: async () => null }
  const there: Someone = { ...bob, db, kept: keepAnswers() }
  return { ana, bob, mia, room, direct, other, first, last, seat, there, before: await written(there) }
}
type Kept = Awaited<ReturnType<typeof kept>>

const changes: Record<string, (given: Kept) => Promise<unknown>> = {
  'a new message': ({ ana, room }) => say(ana, room),
  'a message of their own': ({ bob, room }) => say(bob, room),
  'a mention by an edit': ({ ana, bob, last }) =>
    edit(ana, { messageId: last.id }, `<@${bob.viewer.userId}>`),
  'a mention that is edited away': ({ ana, first }) => edit(ana, { messageId: first.id }, 'nobody'),
  'a mention that is deleted': ({ ana, first }) => remove(ana, { messageId: first.id }),
  'that the last message is deleted': ({ ana, last }) => remove(ana, { messageId: last.id }),
  'how far they have read': ({ bob, room }) => markRead(bob, room.id, { seq: 1 }),
  'that they have not read it after all': async ({ bob, room, there }) => {
    await markRead(bob, room.id, { seq: 2 })
    await written(there)
    await markRead(bob, room.id, { seq: 0 })
    await say(bob, room)
  },
  'a favourite': ({ bob, room }) => setAttention(bob, room.id, { favourite: true }),
  'another level': ({ bob, room }) => setAttention(bob, room.id, { level: 'nothing' }),
  'another role': ({ ana, bob, room }) => setRole(ana, room.id, bob.viewer.userId, 'moderator'),
  'another name of a room': ({ ana, room }) => changeRoom(ana, room.id, { name: `Winter garden ${room.id}` }),
  'what a room is about': ({ ana, room }) => changeRoom(ana, room.id, { description: 'Plants' }),
  'that a room is public no more': ({ ana, room }) => changeRoom(ana, room.id, { visibility: 'private' }),
  'how long a room keeps messages': ({ ana, room }) => changeRoom(ana, room.id, { retentionDays: 9 }),
  'that a room is archived': ({ ana, room }) => changeRoom(ana, room.id, { isActive: false }),
  'that a room is deleted': ({ ana, room }) => deleteRoom(ana, room.id),
  'that somebody left': ({ mia, room }) => leaveRoom(mia, room.id),
  'that they were removed': ({ ana, bob, room }) => removeMember(ana, room.id, bob.viewer.userId),
  'that they were added': ({ ana, bob, other }) =>
    addMember(ana, other.id, { userId: bob.viewer.userId, role: 'member' }),
  'a new name of who made a room': ({ ana }) => changeProfile(ana, { name: 'Anabel' }),
  'a new name of whom they talk to': ({ mia }) => changeProfile(mia, { name: 'Mia Maria' }),
  'one more who calls': ({ mia, room }) => call(mia, room),
  'one who calls no more': ({ ana, room, seat }) =>
    leaveCall(ana, { roomId: room.id, participantId: seat.participantId }),
  'another one who calls instead': async ({ ana, mia, room, seat }) => {
    await call(mia, room)
    await leaveCall(ana, { roomId: room.id, participantId: seat.participantId })
  },
}

const databases = [
  ['knows that something was written', true],
  ['does not know whether anything was', false],
] as const

for (const [knows, stamped] of databases)
  test.each(Object.entries(changes))(
    `a list that is kept shows %s in the very next answer, where the database ${knows}`,
    async (_, change) => {
      const given = await kept(stamped)
      expect(await written(given.there), 'it is kept').toBe(given.before)
      await change(given)
      const after = await written(given.there)
      expect(after.etag).not.toBe(given.before.etag)
      expect(JSON.parse(after.body.toString())).toEqual(await listRooms(given.bob, query))
      expect(await written(given.there)).toBe(after)
    },
  )

test('what was written elsewhere makes no list anew', async () => {
  const { there, other, ana, before } = await kept(true)
  await say(ana, other)
  expect(await written(there)).toBe(before)
})

test('what goes there and back while an answer is made is not kept as what it was before', async () => {
  const given = await kept(false)
  const { ana, bob, room, there } = given
  await say(ana, room)
  const meanwhile: Someone['kept'] = (key, ask) =>
    there.kept(key, {
      ...ask,
      make: async () => {
        await markRead(bob, room.id, { seq: 2 })
        const made = await ask.make()
        await markRead(bob, room.id, { seq: 0 })
        return made
      },
    })
  await written({ ...there, kept: meanwhile })
  const { body } = await written(there)
  expect(JSON.parse(body.toString())).toEqual(await listRooms(bob, query))
})

test('a list is that of one person and one page; one that is looked through is not kept', async () => {
  const { there, ana, before } = await kept(true)
  const hers = await written({ ...ana, kept: there.kept })
  expect(JSON.parse(hers.body.toString())).toEqual(await listRooms(ana, query))
  const page = await written(there, { ...query, limit: 1 })
  const { items, nextCursor } = JSON.parse(page.body.toString())
  const rest = await written(there, { ...query, cursor: nextCursor })
  expect([...items, ...JSON.parse(rest.body.toString()).items]).toEqual(
    JSON.parse(before.body.toString()).items,
  )
  for (const asked of [{ query: 'gar' }, { type: 'video' }, { archived: 'true' }, { scope: 'browse' }])
    expect(await writtenRooms(there, roomQuery.parse(asked))).not.toBeInstanceOf(Written)
})
