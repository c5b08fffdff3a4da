import { expect, test } from 'vitest'
import { remove } from '#lib/messages/operations.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { deleteRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { come, endReminder, remind } from './operations.ts'
import { listReminders } from './queries.ts'

const world = await openWorld()
const [ana, bob, eve] = await Promise.all(['Ana', 'Bob', 'Eve'].map((name) => createUser(world, name)))
if (!ana || !bob || !eve) throw new Error('nobody is there')
const hour = 3_600_000
const after = (ms: number) => new Date(world.now() + ms).toISOString()
const listed = async (who: Someone) => (await listReminders(who, { limit: 50 })).items
const heard = () => world.heardOf('reminder:changed').map(({ audience, payload }) => ({ audience, payload }))

test('a reminder comes at its time, once, to its owner alone, and stays until it is ended', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const { id } = await say(ana, room, 'water the plants')
  const [other] = [await say(ana, room, 'later')]
  await remind(bob, other.id, after(2 * hour))
  await remind(bob, id, after(hour))
  expect(await listed(bob)).toMatchObject([
    { messageId: id, cameAt: null, message: { content: 'water the plants' }, room: { name: 'Garden' } },
    { messageId: other.id },
  ])
  expect(await listed(ana)).toEqual([])
  world.pass(hour - 1_000)
  await world.work()
  world.forget()
  expect((await listed(bob))[0]?.cameAt).toBeNull()
  world.pass(2_000)
  await world.work()
  const audience = { people: [bob.viewer.userId] }
  expect(heard()).toEqual([{ audience, payload: { messageId: id, change: 'came' } }])
  const [came] = await listed(bob)
  expect(came?.cameAt).not.toBeNull()
  // As if two processes had held the job.
  const due = { userId: bob.viewer.userId, messageId: id, remindAt: Date.parse(came?.remindAt ?? '') }
  await Promise.all([come(world, due), come(world, due)])
  expect(heard()).toHaveLength(1)
  await endReminder(bob, id)
  expect((await listed(bob)).map(({ messageId }) => messageId)).toEqual([other.id])
  expect(heard().at(-1)).toEqual({ audience, payload: { messageId: id, change: 'ended' } })
})

test('it comes at its new time and not at the old one, and after it came it can be given another', async () => {
  const { id } = await say(bob, await createRoom(bob))
  await remind(bob, id, after(hour))
  await remind(bob, id, after(3 * hour))
  world.forget()
  world.pass(2 * hour)
  await world.work()
  expect(heard().filter(({ payload }) => payload.messageId === id)).toEqual([])
  world.pass(2 * hour)
  await world.work()
  expect(heard().filter(({ payload }) => payload.messageId === id)).toHaveLength(1)
  await remind(bob, id, after(hour))
  expect((await listed(bob)).find(({ messageId }) => messageId === id)?.cameAt).toBeNull()
  world.pass(2 * hour)
  await world.work()
  expect((await listed(bob)).find(({ messageId }) => messageId === id)?.cameAt).not.toBeNull()
  await endReminder(bob, id)
})

test('one that was ended does not come', async () => {
  const { id } = await say(bob, await createRoom(bob))
  await remind(bob, id, after(hour))
  await endReminder(bob, id)
  world.forget()
  world.pass(2 * hour)
  await world.work()
  expect(heard().filter(({ payload }) => payload.messageId === id)).toEqual([])
})

test('of what one may not read there is no reminder, and nobody changes those of others', async () => {
  const hidden = await say(ana, await createRoom(ana, { visibility: 'private' }))
  await expect(remind(eve, hidden.id, after(hour))).rejects.toMatchObject({
    code: 'not_found',
    message: /message/,
  })
  await expect(remind(eve, 'nothing', after(hour))).rejects.toMatchObject({
    code: 'not_found',
    message: /message/,
  })
  const open = await say(ana, await createRoom(ana))
  await expect(remind(eve, open.id, after(hour))).rejects.toMatchObject({ code: 'forbidden' })
  await remind(ana, open.id, after(hour))
  await endReminder(eve, open.id)
  expect((await listed(ana)).map(({ messageId }) => messageId)).toContain(open.id)
  expect(await listed(eve)).toEqual([])
  await endReminder(ana, open.id)
})

test('times that are over or very far are refused', async () => {
  const { id } = await say(ana, await createRoom(ana))
  const refused = { code: 'invalid_input', issues: [{ path: 'remindAt' }] }
  await expect(remind(ana, id, after(-1))).rejects.toMatchObject(refused)
  await expect(remind(ana, id, after(400 * 24 * hour))).rejects.toMatchObject(refused)
})

test('a message deleted, a room left and a room deleted meanwhile say so, and tell nothing else', async () => {
  const [room, left, gone] = await Promise.all(
    [0, 1, 2].map(() => createRoom(ana, { visibility: 'private' }, { member: [eve] })),
  )
  if (!room || !left || !gone) throw new Error('no room')
  const said = await Promise.all([room, left, gone].map((one) => say(ana, one, 'secret')))
  for (const { id } of said) await remind(eve, id, after(hour))
  await remove(ana, { messageId: said[0]?.id ?? '' })
  await removeMember(ana, left.id, eve.viewer.userId)
  await deleteRoom(ana, gone.id)
  world.pass(2 * hour)
  await world.work()
  const told = new Map((await listed(eve)).map((one) => [one.messageId, one]))
  expect(said.map(({ id }) => told.get(id)?.gone)).toEqual(['deleted', 'unreadable', 'unreadable'])
  for (const one of told.values()) {
    expect(one).toMatchObject({ message: null, room: null })
    expect(one.cameAt).not.toBeNull()
  }
  // Deleted in a room one has left: not even that is told.
  await remove(ana, { messageId: said[1]?.id ?? '' })
  expect((await listed(eve)).map(({ gone }) => gone).sort()).toEqual(['deleted', 'unreadable', 'unreadable'])
})
