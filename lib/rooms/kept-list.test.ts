import { expect, test } from 'vitest'
import { changeProfile } from '#lib/accounts/operations.ts'
import { leaveCall } from '#lib/calls/operations.ts'
import { joinCall } from '#lib/calls/seating.ts'
import { keepAnswers } from '#lib/http/kept-answers.ts'
import { Written } from '#lib/http/written.ts'
import { edit, remove } from '#lib/messages/operations.ts'
import { createRoom, createUser, say, unheard } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { setAttention } from './attention.ts'
import { openDirectRoom } from './direct.ts'
import { listRooms, writtenRooms } from './list.ts'
import { removeMember, setRole } from './members.ts'
import { changeRoom, deleteRoom } from './operations.ts'
import { markRead } from './reading.ts'
import { roomQuery } from './schema.ts'

const world = await openWorld()
const query = roomQuery.parse({})
const media = { microphone: true, camera: false, screen: false }
const line = () => ({ node: 'node', socketId: crypto.randomUUID() })

/** Ana and Bob in a room, and in one of their own, whose list Bob's process has kept. */
async function kept() {
  const [ana, bob] = [await createUser(world, 'Ana'), await createUser(world, 'Bob')]
  const room = await createRoom(ana, { type: 'video', visibility: 'private' }, { member: [bob] })
  const message = await say(ana, room, `<@${bob.viewer.userId}>`)
  await openDirectRoom(ana, { visibility: 'direct', type: 'video', userIds: [bob.viewer.userId] })
  const seat = await joinCall(ana, { roomId: room.id, media }, line(), unheard)
  // Another process than hers: what it has kept is told of nothing.
  const there = { ...bob, kept: keepAnswers() }
  const read = async () => {
    const answer = await writtenRooms(there, query)
    if (!(answer instanceof Written)) throw new Error('This list is not kept')
    return answer
  }
  return { ana, bob, room, message, seat, there, read, before: await read() }
}
type Kept = Awaited<ReturnType<typeof kept>>

const changes: Record<string, (given: Kept) => Promise<unknown>> = {
  'a new message': ({ ana, room }) => say(ana, room),
  'a message of their own': ({ bob, room }) => say(bob, room),
  'an edit that mentions them no more': ({ ana, message }) => edit(ana, { messageId: message.id }, 'nobody'),
  'a mention that is deleted': ({ ana, message }) => remove(ana, { messageId: message.id }),
  'how far they have read': ({ bob, room }) => markRead(bob, room.id, { seq: 1, onlyForward: true }),
  'what they attend to': ({ bob, room }) => setAttention(bob, room.id, { favourite: true }),
  'a new name of the room': ({ ana, room }) => changeRoom(ana, room.id, { name: 'Yard' }),
  'an archived room': ({ ana, room }) => changeRoom(ana, room.id, { isActive: false }),
  'a room that is deleted': ({ ana, room }) => deleteRoom(ana, room.id),
  'a role of their own': ({ ana, bob, room }) => setRole(ana, room.id, bob.viewer.userId, 'moderator'),
  'a right that ended': ({ ana, bob, room }) => removeMember(ana, room.id, bob.viewer.userId),
  'a room they were added to': ({ ana, bob }) => createRoom(ana, {}, { member: [bob] }),
  'a new name of whom they talk to': ({ ana }) => changeProfile(ana, { name: 'Anabel' }),
  'who came into a call': ({ bob, room }) => joinCall(bob, { roomId: room.id, media }, line(), unheard),
  'who left a call': ({ ana, room, seat }) =>
    leaveCall(ana, { roomId: room.id, participantId: seat.participantId }),
}

test.each(Object.entries(changes))(
  'a list that is kept shows %s in the very next answer',
  async (_, change) => {
    const given = await kept()
    await change(given)
    const after = await given.read()
    expect(after.etag).not.toBe(given.before.etag)
    expect(JSON.parse(Buffer.from(after.body).toString())).toEqual(await listRooms(given.there, query))
  },
)

test('what is the same is written out once, for each person', async () => {
  const { ana, there, read, before } = await kept()
  expect(await read()).toBe(before)
  expect(await writtenRooms({ ...ana, kept: there.kept }, query)).not.toBe(before)
  expect(await writtenRooms(there, { ...query, limit: 1 })).not.toBe(before)
})
