import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { joinRoom, leaveRoom, setRole } from '#lib/rooms/members.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say, sayInThread } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { edit, remove } from './operations.ts'
import { post } from './post.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const mia = await createUser(world, 'Mia')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const tooSoon = { code: 'rate_limited', reason: 'rooms.slowMode' }
const minute = 60_000
const slow = async (slowModeMs = minute) => {
  const room = await createRoom(ana, {}, { moderator: [mia], member: [bob, eve] })
  await changeRoom(ana, room.id, { slowModeMs })
  return room
}
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => error,
  )

test('members wait between two messages, each for themselves, and are told how long', async () => {
  const room = await slow()
  await say(bob, room)
  await say(eve, room)
  world.pass(20_000)
  const told = await refusal(say(bob, room))
  expect(told).toMatchObject(tooSoon)
  const { retryAfterMs } = told as { retryAfterMs: number }
  expect(retryAfterMs).toBeGreaterThan(39_000)
  expect(retryAfterMs).toBeLessThanOrEqual(40_000)
  world.pass(retryAfterMs)
  await say(bob, room)
  await expect(say(bob, room)).rejects.toMatchObject(tooSoon)
})

test('moderators do not wait, nor does anybody once it is off, or in another room', async () => {
  const room = await slow()
  for (const one of [ana, mia, mia, ana]) await say(one, room)
  await say(bob, room)
  const other = await createRoom(ana, {}, { member: [bob] })
  await say(bob, other)
  await say(bob, other)
  await setRole(ana, room.id, bob.viewer.userId, 'moderator')
  await say(bob, room)
  await setRole(ana, room.id, bob.viewer.userId, 'member')
  await expect(say(bob, room), 'what was said as one counts').rejects.toMatchObject(tooSoon)
  await changeRoom(ana, room.id, { slowModeMs: 0 })
  await say(bob, room)
})

test('no way around it: threads, deleting, leaving, many at once', async () => {
  const room = await slow()
  const news = await say(ana, room)
  const [first, ...others] = await Promise.all(
    [1, 2, 3, 4].map(() =>
      say(bob, room).then(
        (message) => message,
        () => null,
      ),
    ),
  ).then((all) => all.filter((one) => one !== null))
  expect(others).toEqual([])
  if (!first) throw new Error('one of them is taken')
  await expect(sayInThread(bob, news, { content: 'here?' })).rejects.toMatchObject(tooSoon)
  await edit(bob, { messageId: first.id }, 'changed, which is no further message')
  await remove(bob, { messageId: first.id })
  await expect(say(bob, room)).rejects.toMatchObject(tooSoon)
  await leaveRoom(bob, room.id)
  await joinRoom(bob, room.id)
  await expect(say(bob, room)).rejects.toMatchObject(tooSoon)
  await joinRoom(await createUser(world, 'New'), room.id)
})

test('who just came writes at once, and what was stored is acknowledged again while one waits', async () => {
  const room = await slow()
  const fay: Someone = await createUser(world, 'Fay')
  await joinRoom(fay, room.id)
  const clientId = randomUUID()
  await post(fay, room.id, { clientId, content: 'hello' })
  await expect(post(fay, room.id, { clientId, content: 'hello' })).resolves.toMatchObject({ fresh: false })
})
