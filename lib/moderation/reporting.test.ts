import { expect, test } from 'vitest'
import { edit, remove } from '#lib/messages/operations.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { deleteRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { listReports } from './queries.ts'
import { reportMessage } from './reporting.ts'
import { reportQuery } from './schema.ts'

const world = await openWorld()
const ada = await createUser(world, 'Ada', 'admin')
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const report = (who: Someone, { id: messageId, roomId }: { id: string; roomId: string }, reason = 'Rude') => {
  // Each later than the one before.
  who.pass(1)
  return reportMessage(who, { roomId, messageId }, { reason })
}
const listed = async (who: Someone, asked: object = {}) => listReports(who, reportQuery.parse(asked))
const newest = async () => (await listed(ada)).items[0]

test('a report keeps what was said then, though it is edited, deleted, and its room is', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob, ada] })
  const said = await say(bob, room, `<@${ana.viewer.userId}> is a fool`)
  await report(ana, said, 'An insult')
  const then = {
    state: 'open',
    reason: 'An insult',
    reporter: { id: ana.viewer.userId, name: 'Ana' },
    room: { id: room.id, name: 'Garden', visibility: 'private' },
    message: { content: '@Ana is a fool', author: { name: 'Bob', state: 'active' }, isGone: false },
    note: null,
    decided: null,
  }
  expect(await newest()).toMatchObject({ ...then, place: { seq: 1, threadId: null, inRoom: true } })
  await edit(bob, { messageId: said.id }, 'a flower')
  expect(await newest()).toMatchObject(then)
  await remove(bob, { messageId: said.id })
  const gone = { ...then, message: { ...then.message, isGone: true }, place: null }
  expect(await newest()).toMatchObject(gone)
  await deleteRoom(ana, room.id)
  await world.work()
  expect(await newest()).toMatchObject(gone)
})

test('where an administrator is no member they are led nowhere', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  await report(bob, await say(ana, room))
  expect(await newest()).toMatchObject({ place: null, message: { isGone: false } })
})

test('the same again by the same member is one report; of another member it is another', async () => {
  const room = await createRoom(ana, {}, { member: [bob, eve] })
  const said = await say(ana, room)
  const before = (await listed(ada)).items.length
  await report(bob, said, 'First')
  await report(bob, said, 'Second')
  await report(eve, said, 'Third')
  const { items } = await listed(ada)
  expect(items.length - before).toBe(2)
  expect(items.slice(0, 2).map(({ reason }) => reason)).toEqual(['Third', 'First'])
})

test('administrators alone hear of it, once', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const said = await say(ana, room)
  world.forget()
  await report(bob, said)
  await report(bob, said)
  expect(world.heard).toEqual([
    { event: 'reports:changed', audience: { people: [ada.viewer.userId] }, payload: {} },
  ])
  await expect(listed(bob)).rejects.toMatchObject({ code: 'forbidden' })
})

test('is for members, of what somebody else said and what is there', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  const said = await say(ana, room)
  const elsewhere = await createRoom(eve, {}, { member: [bob] })
  await expect(report(eve, said)).rejects.toMatchObject({ code: 'not_found' })
  await expect(report(eve, { ...said, roomId: elsewhere.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(report(ana, said)).rejects.toMatchObject({ code: 'forbidden' })
  await remove(ana, { messageId: said.id })
  await expect(report(bob, said)).rejects.toMatchObject({ code: 'conflict' })
  const later = await say(ana, room)
  await removeMember(ana, room.id, bob.viewer.userId)
  await expect(report(bob, later)).rejects.toMatchObject({ code: 'not_found' })
})

test('reports are listed by pages, by their state', async () => {
  const first = await listed(ada, { limit: 2, state: 'open' })
  const rest = await listed(ada, { state: 'open', cursor: first.nextCursor ?? '' })
  expect([first.items.length, rest.nextCursor]).toEqual([2, null])
  const all = (await listed(ada)).items.map(({ id }) => id)
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all)
  expect((await listed(ada, { state: 'resolved' })).items).toEqual([])
})

test('whoever reports very much is asked to wait', async () => {
  const strict = await openWorld()
  const [one, other] = [await createUser(strict), await createUser(strict)]
  const room = await createRoom(one, {}, { member: [other] })
  const said = await say(one, room)
  for (let i = 0; i < 20; i++) await report(other, said)
  await expect(report(other, said)).rejects.toMatchObject({ code: 'rate_limited' })
})
