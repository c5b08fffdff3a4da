import { expect, test } from 'vitest'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { setAttention } from './attention.ts'
import { listRooms } from './list.ts'
import { joinRoom, leaveRoom } from './members.ts'
import { getRoom } from './queries.ts'
import { attentionChange, roomQuery } from './schema.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')

test('is each member’s own: everything and no favourite, until they choose', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  expect(room).toMatchObject({ level: 'everything', favourite: false })
  expect(await setAttention(bob, room.id, { level: 'mentions' })).toEqual({
    level: 'mentions',
    favourite: false,
  })
  expect(await setAttention(bob, room.id, { favourite: true })).toEqual({
    level: 'mentions',
    favourite: true,
  })
  expect(await getRoom(ana, room.id)).toMatchObject({ level: 'everything', favourite: false })
  const { items } = await listRooms(bob, roomQuery.parse({}))
  expect(items).toMatchObject([{ id: room.id, level: 'mentions', favourite: true }])
})

test('is told to nobody else', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  world.forget()
  await setAttention(bob, room.id, { level: 'nothing' })
  expect(world.heard).toEqual([
    {
      event: 'room:attention',
      audience: { people: [bob.viewer.userId] },
      payload: { roomId: room.id, level: 'nothing', favourite: false },
    },
  ])
})

test('nothing chosen changes nothing, and an unknown level is no level', async () => {
  const room = await createRoom(ana)
  expect(await setAttention(ana, room.id, {})).toEqual({ level: 'everything', favourite: false })
  expect(attentionChange.safeParse({ level: 'loud' }).success).toBe(false)
})

test('what is unread is counted all the same, whatever the level', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  await setAttention(bob, room.id, { level: 'nothing' })
  await say(ana, room, 'Hello')
  await say(ana, room, `and you, <@${bob.viewer.userId}>`)
  expect(await getRoom(bob, room.id)).toMatchObject({ unreadCount: 2, mentionCount: 1, level: 'nothing' })
})

test('belongs to the membership: outsiders have none, and leaving ends it', async () => {
  const [open, secret] = [await createRoom(ana), await createRoom(ana, { visibility: 'private' })]
  await expect(setAttention(eve, open.id, { favourite: true })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setAttention(eve, secret.id, { favourite: true })).rejects.toMatchObject({ code: 'not_found' })
  expect(await getRoom(eve, open.id)).toMatchObject({ level: 'everything', favourite: false, role: null })
  await joinRoom(eve, open.id)
  await setAttention(eve, open.id, { favourite: true, level: 'nothing' })
  await leaveRoom(eve, open.id)
  expect(await joinRoom(eve, open.id)).toMatchObject({ level: 'everything', favourite: false })
})
