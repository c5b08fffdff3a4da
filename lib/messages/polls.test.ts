import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { addMember, removeMember } from '#lib/rooms/members.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { plain } from './browser/plain-text.ts'
import { changesSince } from './changes.ts'
import { excerptOf } from './excerpt.ts'
import { edit, remove } from './operations.ts'
import { choose, closePoll } from './polls.ts'
import { post } from './post.ts'
import { history } from './queries.ts'
import { type Message, newMessage } from './schema.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const cem = await createUser(world, 'Cem')
const eve = await createUser(world, 'Eve')
const hour = 3_600_000
const room = await createRoom(ana, { visibility: 'private' }, { moderator: [bob], member: [cem] })

const ask = async (who: Someone, poll: object = {}, content = 'Lunch?') => {
  const input = { clientId: randomUUID(), content, poll: { choices: ['Pizza', 'Soup', 'Rice'], ...poll } }
  return (await post(who, room.id, newMessage.parse(input))).message
}
const of = ({ id }: Message) => ({ messageId: id })
const votes = (message: Message) => message.poll?.choices.map(({ userIds }) => userIds.length)
const stored = async ({ seq }: Message) =>
  (await history(ana, room.id, { around: seq, limit: 1 })).items.find((one) => one.seq === seq)

test('a poll is a message whose text says it all, and votes are changes of it that everybody hears', async () => {
  const poll = await ask(ana)
  expect(poll).toMatchObject({ kind: 'text', content: 'Lunch?\n\n1. Pizza\n2. Soup\n3. Rice' })
  expect(plain(poll.content, () => undefined)).toBe('Lunch? 1. Pizza, 2. Soup, 3. Rice')
  expect(excerptOf(poll)).toBe('Lunch? 1. Pizza 2. Soup 3. Rice')
  expect(poll.poll).toMatchObject({ question: 'Lunch?', several: false, closesAt: null, closedAt: null })
  world.forget()
  expect(votes(await choose(bob, of(poll), [1]))).toEqual([0, 1, 0])
  await choose(cem, of(poll), [1])
  const changed = await choose(bob, of(poll), [2])
  expect(votes(changed)).toEqual([0, 1, 1])
  expect(world.heardOf('message:changed').map(({ payload }) => votes(payload))).toEqual([
    [0, 1, 0],
    [0, 2, 0],
    [0, 1, 1],
  ])
  world.forget()
  await choose(bob, of(poll), [2])
  expect(world.heardOf('message:changed'), 'the same choice again changes nothing').toEqual([])
  expect(votes(await choose(bob, of(poll), []))).toEqual([0, 1, 0])
  const { changes } = await changesSince(cem, room.id, poll.revision)
  expect(changes.map((one) => [one.id, votes(one)])).toEqual([[poll.id, [0, 1, 0]]])
  expect(votes((await stored(poll)) ?? poll)).toEqual([0, 1, 0])
})

test('votes of many at once are all counted', async () => {
  const poll = await ask(ana, { several: true })
  await Promise.all([
    choose(ana, of(poll), [0, 1]),
    choose(bob, of(poll), [1]),
    choose(cem, of(poll), [1, 2]),
  ])
  expect(votes((await stored(poll)) ?? poll)).toEqual([1, 3, 1])
})

test('choices that are not there, or too many, are refused', async () => {
  const poll = await ask(ana)
  const refused = { code: 'invalid_input', issues: [{ path: 'choices' }] }
  await expect(choose(bob, of(poll), [0, 1])).rejects.toMatchObject(refused)
  await expect(choose(bob, of(poll), [7])).rejects.toMatchObject(refused)
  await expect(choose(bob, of(await say(ana, room)), [0])).rejects.toMatchObject({ reason: 'polls.none' })
  for (const wrong of [
    { choices: ['one'] },
    { choices: ['same', ' same '] },
    { choices: Array(11).fill('x') },
  ])
    expect(newMessage.safeParse({ clientId: randomUUID(), content: 'a', poll: wrong }).success).toBe(false)
  await expect(ask(ana, {}, '')).rejects.toThrow()
})

test('who is not in the room, or no longer, neither votes nor closes, and an archived room stays as it is', async () => {
  const poll = await ask(ana)
  for (const attempt of [() => choose(eve, of(poll), [0]), () => closePoll(eve, of(poll))])
    await expect(attempt()).rejects.toMatchObject({ code: 'not_found', message: /message/ })
  await removeMember(ana, room.id, cem.viewer.userId)
  await expect(choose(cem, of(poll), [0])).rejects.toMatchObject({ code: 'not_found' })
  await addMember(ana, room.id, { userId: cem.viewer.userId, role: 'member' })
  await changeRoom(ana, room.id, { isActive: false })
  await expect(choose(cem, of(poll), [0])).rejects.toMatchObject({ reason: 'rooms.archived' })
  await changeRoom(ana, room.id, { isActive: true })
  expect(votes((await stored(poll)) ?? poll)).toEqual([0, 0, 0])
})

test('its maker and moderators close it, others do not, and then nobody votes', async () => {
  const poll = await ask(cem)
  const other = await ask(ana)
  await expect(closePoll(cem, of(other))).rejects.toMatchObject({ code: 'forbidden' })
  await closePoll(bob, of(other))
  const closed = await closePoll(cem, of(poll))
  expect(closed.poll?.closedAt).not.toBeNull()
  for (const one of [poll, other])
    await expect(choose(bob, of(one), [0])).rejects.toMatchObject({ reason: 'polls.closed' })
  expect((await closePoll(cem, of(poll))).revision, 'closed again nothing changes').toBe(closed.revision)
})

test('it closes at its time, for everybody, and keeps its votes', async () => {
  const closesAt = new Date(world.now() + hour).toISOString()
  const poll = await ask(ana, { closesAt })
  await choose(bob, of(poll), [0])
  world.pass(hour)
  // Before anybody came to close it.
  await expect(choose(cem, of(poll), [0])).rejects.toMatchObject({ reason: 'polls.closed' })
  world.forget()
  await world.work()
  expect(world.heardOf('message:changed').map(({ payload }) => payload.poll?.closedAt)).toEqual([closesAt])
  expect(votes((await stored(poll)) ?? poll)).toEqual([1, 0, 0])
  await expect(ask(ana, { closesAt })).rejects.toMatchObject({ issues: [{ path: 'poll.closesAt' }] })
})

test('it is not edited, and deleted nothing of it is left, also when its time comes', async () => {
  const poll = await ask(ana, { closesAt: new Date(world.now() + hour).toISOString() })
  await choose(bob, of(poll), [0])
  await expect(edit(ana, of(poll), 'Dinner?')).rejects.toMatchObject({ reason: 'polls.edit' })
  const gone = await remove(ana, of(poll))
  expect(gone).toMatchObject({ content: '' })
  expect(gone.poll).toBeUndefined()
  await expect(choose(cem, of(poll), [0])).rejects.toMatchObject({ reason: 'messages.deleted' })
  world.pass(2 * hour)
  await world.work()
  expect((await stored(poll))?.poll).toBeUndefined()
})
