import { expect, test } from 'vitest'
import { createRoom, createUser, say, sayInThread } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { remove } from './operations.ts'
import { roomActivity } from './room-activity.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const mia = await createUser(world, 'Mia')
const bob = await createUser(world, 'Bob')
const day = 86_400_000

test('it counts what people said on each of the last thirty days, and who they were', async () => {
  const room = await createRoom(ana, {}, { moderator: [mia], member: [bob] })
  await say(ana, room, 'long ago')
  world.pass(40 * day)
  const news = await say(ana, room)
  await say(bob, room)
  await remove(bob, { messageId: (await say(bob, room)).id })
  world.pass(2 * day)
  await sayInThread(bob, news)
  const { days, ...all } = await roomActivity(mia, room.id)
  expect(all).toEqual({ people: 2, memberCount: 3, isWhole: true })
  expect(days).toHaveLength(30)
  expect(days.at(-1)).toEqual({
    day: new Date(world.now()).toISOString().slice(0, 10),
    messages: 1,
    people: 1,
  })
  expect(days.at(-3)).toMatchObject({ messages: 2, people: 2 })
  expect(days.reduce((sum, one) => sum + one.messages, 0)).toBe(3)
})

test('it is for whoever looks after the room', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  await expect(roomActivity(bob, room.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(roomActivity(mia, room.id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await roomActivity(ana, room.id)).toMatchObject({ people: 0, isWhole: true })
})
