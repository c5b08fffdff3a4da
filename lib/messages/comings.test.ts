import { expect, test } from 'vitest'
import { english } from '#lib/words/english.ts'
import { createRoom as create, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { addMember, joinRoom, leaveRoom, removeMember } from '../rooms/members.ts'
import { changeRoom } from '../rooms/operations.ts'
import { getRoom } from '../rooms/queries.ts'
import { changesSince } from './changes.ts'
import { withComing } from './comings.ts'
import { eventWords } from './event-words.ts'
import { remove } from './operations.ts'
import { history } from './queries.ts'

const world = await openWorld()
const [ana, bob, cyd, dan, eve] = await Promise.all(
  ['Ana', 'Bob', 'Cyd', 'Dan', 'Eve'].map((name) => createUser(world, name)),
)
if (!ana || !bob || !cyd || !dan || !eve) throw new Error('nobody is there')
const createRoom = (room = {}, people = {}) => create(ana, room, people)
/** A room in which something was said: before that nobody is told of. */
const lively = async (people = {}) => {
  const { id } = await createRoom({}, people)
  await say(ana, { id }, 'Hello')
  return getRoom(ana, id)
}
const add = (someone: Someone, roomId: string) =>
  addMember(ana, roomId, { userId: someone.viewer.userId, role: 'member' })
const page = async (someone: Someone, roomId: string) => (await history(someone, roomId, { limit: 50 })).items

/** What stands in the room, with names for ids. */
const lines = async (roomId: string) =>
  (await page(ana, roomId)).map(({ content, people = [] }) =>
    people.reduce((text, { id, name }) => text.replaceAll(`<@${id}>`, name), content),
  )

test('who comes and goes stands in the room, in one line until something is said', async () => {
  const { id } = await createRoom()
  await add(eve, id)
  await leaveRoom(eve, id)
  expect(await lines(id), 'before the first word').toEqual([])
  await say(ana, { id }, 'Hello')
  await joinRoom(bob, id)
  await add(cyd, id)
  expect(await lines(id)).toEqual(['Hello', 'Bob and Cyd joined'])
  await say(ana, { id }, 'Welcome')
  await add(dan, id)
  await removeMember(ana, id, cyd.viewer.userId)
  await leaveRoom(bob, id)
  expect(await lines(id)).toEqual([
    'Hello',
    'Bob and Cyd joined',
    'Welcome',
    'Dan joined, Bob left, Cyd was removed',
  ])
  world.pass(3_600_000)
  await joinRoom(bob, id)
  expect(await lines(id), 'long after').toEqual([
    'Hello',
    'Bob and Cyd joined',
    'Welcome',
    'Dan joined, Bob left, Cyd was removed',
    'Bob joined',
  ])
  const [last] = (await page(ana, id)).slice(-1)
  expect(last).toMatchObject({ kind: 'system', author: { name: 'Bob' } })
})

test('it is unread for nobody, calls nobody, and moves no room in a list', async () => {
  const { id, lastMessageAt } = await lively({ member: [bob] })
  world.forget()
  await add(cyd, id)
  await add(dan, id)
  for (const someone of [ana, bob, cyd, dan])
    expect(await getRoom(someone, id)).toMatchObject({
      unreadCount: someone === bob ? 1 : 0,
      mentionCount: 0,
      lastSeq: 2,
      lastMessageAt,
    })
  expect(world.heardOf('room:activity')).toMatchObject([{ audience: { quiet: true, mentioned: [] } }])
  const { seq } = await say(ana, { id }, `<@${cyd.viewer.userId}>`)
  await add(eve, id)
  expect(await getRoom(bob, id)).toMatchObject({ unreadCount: 2, lastSeq: 4 })
  expect(await getRoom(cyd, id)).toMatchObject({ unreadCount: 1, mentionCount: 1 })
  expect(await getRoom(eve, id), 'who came last').toMatchObject({ unreadCount: 0, lastReadSeq: seq })
})

test('one who was away catches up on what a line has become', async () => {
  const { id, revision } = await lively({ member: [bob] })
  await add(cyd, id)
  const between = await getRoom(bob, id)
  await add(dan, id)
  const line = (await page(bob, id)).at(-1)
  for (const since of [revision, between.revision])
    expect(await changesSince(bob, id, since)).toMatchObject({ reset: false, changes: [line] })
  expect(world.heardOf('message:changed').at(-1)).toMatchObject({
    audience: { watchers: id },
    payload: { id: line?.id, event: { joined: { count: 2 } }, people: { length: 2 } },
  })
})

test('many who are added all at once are one short line', async () => {
  const { id } = await lively()
  const crowd = await Promise.all(Array.from({ length: 9 }, (_, n) => createUser(world, `Person ${n}`)))
  await Promise.all(crowd.map((someone) => add(someone, id)))
  const [, line, ...others] = await page(ana, id)
  expect(others).toEqual([])
  expect(line?.event).toMatchObject({ joined: { count: 9, people: { length: 3 } }, left: { count: 0 } })
  expect((await lines(id)).at(-1)).toMatch(/^Person \d, Person \d and 7 others joined$/)
  expect(await getRoom(ana, id)).toMatchObject({ memberCount: 10, lastSeq: 2 })
})

test('direct rooms and archived ones tell nothing of it, and nobody takes it back', async () => {
  const direct = await createRoom({ visibility: 'direct', userIds: [bob.viewer.userId] })
  await leaveRoom(bob, direct.id)
  expect(await lines(direct.id)).toEqual([])
  const { id } = await lively({ member: [bob, cyd] })
  await leaveRoom(cyd, id)
  const line = (await page(ana, id)).at(-1)
  for (const someone of [ana, bob])
    await expect(remove(someone, { messageId: line?.id ?? '' })).rejects.toMatchObject({ code: 'forbidden' })
  await changeRoom(ana, id, { isActive: false })
  await leaveRoom(bob, id)
  expect(await lines(id)).toEqual(['Hello', 'Cyd left'])
})

test('whoever is added is told by whom; who comes by themselves is not', async () => {
  const { id } = await createRoom()
  world.forget()
  await joinRoom(bob, id)
  await add(bob, id)
  expect(world.heardOf('room:added')).toEqual([])
  await add(cyd, id)
  expect(world.heardOf('room:added')).toMatchObject([
    { audience: { people: [cyd.viewer.userId] }, payload: { roomId: id, by: { name: 'Ana' } } },
  ])
})

test('everybody is told of once, by what they did last', () => {
  const nobody = { people: [], count: 0 }
  const beginning: Parameters<typeof withComing>[0] = {
    what: 'members.changed',
    joined: nobody,
    left: nobody,
  }
  const words = (...steps: [string, 'joined' | 'left' | 'removed'][]) =>
    eventWords(
      english,
      'en',
      steps.reduce((event, [who, change]) => withComing(event, who, change), beginning),
    )
  expect(words(['a', 'joined'], ['b', 'joined'], ['a', 'left'])).toBe('<@b> joined, <@a> left')
  expect(words(['a', 'left'], ['a', 'joined'], ['a', 'joined'])).toBe('<@a> joined')
  expect(words(['a', 'removed'], ['b', 'left'])).toBe('<@b> left, <@a> was removed')
  expect(words(['a', 'removed'], ['a', 'joined'])).toBe('<@a> joined')
  const four = ['a', 'b', 'c', 'd'].map((who): [string, 'left'] => [who, 'left'])
  expect(words(...four.slice(1))).toBe('<@b>, <@c>, and <@d> left')
  expect(words(...four)).toBe('<@a>, <@b> and 2 others left')
})
