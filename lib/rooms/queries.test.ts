import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remove } from '#lib/messages/operations.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { listRooms } from './list.ts'
import { joinRoom, leaveRoom } from './members.ts'
import { changeRoom } from './operations.ts'
import { getRoom, listMembers } from './queries.ts'
import { markRead } from './reading.ts'
import { roomQuery } from './schema.ts'

const world = await openWorld()
const list = (someone: Someone, query = {}) => listRooms(someone, roomQuery.parse(query))
const names = async (someone: Someone, query = {}) =>
  (await list(someone, query)).items.map((room) => room.name)

test('joined rooms and rooms to browse are apart; private and direct ones are never browsed', async () => {
  const [ana, bob] = [await createUser(world, 'Ana'), await createUser(world, 'Bob')]
  const prefix = 'apart'
  for (const visibility of ['public', 'private'] as const)
    await createRoom(ana, { name: `${prefix} ${visibility}`, visibility })
  await createRoom(ana, { visibility: 'direct', userIds: [bob.viewer.userId] })
  expect((await names(ana)).sort()).toEqual(['', 'apart private', 'apart public'])
  expect(await names(bob)).toEqual([''])
  expect(await names(bob, { scope: 'browse', query: prefix })).toEqual(['apart public'])
  expect(await names(ana, { scope: 'browse', query: prefix })).toEqual([])
})

test('guests and bots browse nothing', async () => {
  const ana = await createUser(world)
  await createRoom(ana)
  for (const role of ['guest', 'bot'] as const)
    expect(await names(await createUser(world, role, role), { scope: 'browse' })).toEqual([])
})

test('the newest activity first', async () => {
  const ana = await createUser(world)
  const [a, b, c] = [
    await createRoom(ana, { name: 'a' }),
    await createRoom(ana, { name: 'b' }),
    await createRoom(ana, { name: 'c' }),
  ]
  for (const room of [c, a, b]) {
    world.pass(10)
    await say(ana, room)
  }
  expect(await names(ana)).toEqual(['b', 'a', 'c'])
})

test('filtered by name without accents, by type, by being archived', async () => {
  const ana = await createUser(world)
  await createRoom(ana, { name: 'Café Zürich' })
  await createRoom(ana, { name: '100% video', type: 'video' })
  const old = await createRoom(ana, { name: 'Old cafe' })
  await changeRoom(ana, old.id, { isActive: false })
  expect(await names(ana, { query: 'CAFE zu' })).toEqual(['Café Zürich'])
  expect(await names(ana, { query: '0%' })).toEqual(['100% video'])
  expect(await names(ana, { query: '_' })).toEqual([])
  expect(await names(ana, { type: 'video' })).toEqual(['100% video'])
  expect(await names(ana, { archived: 'true' })).toEqual(['Old cafe'])
})

test('a direct room tells each of its people who the others are, and is found by their names', async () => {
  const [ana, bob, zoe] = [
    await createUser(world, 'Ana'),
    await createUser(world, 'Bob'),
    await createUser(world, 'Zoé'),
  ]
  const two = await createRoom(ana, { visibility: 'direct', userIds: [bob.viewer.userId] })
  const three = await createRoom(ana, {
    visibility: 'direct',
    userIds: [zoe.viewer.userId, bob.viewer.userId],
  })
  await createRoom(ana, { name: 'Garden' })
  const person = ({ viewer }: Someone) => ({ id: viewer.userId, name: viewer.name, avatarUrl: null })
  expect([two.people, three.people]).toEqual([[person(bob)], [person(bob), person(zoe)]])
  expect((await getRoom(bob, three.id)).people).toEqual([person(ana), person(zoe)])

  const others = async (someone: Someone, query = {}) =>
    (await list(someone, query)).items.map(({ people }) => people?.map(({ name }) => name))
  expect(await others(ana)).toEqual([undefined, ['Bob', 'Zoé'], ['Bob']])
  expect(await others(ana, { query: 'zoe' })).toEqual([['Bob', 'Zoé']])
  expect(await others(ana, { query: 'bo' })).toEqual([['Bob', 'Zoé'], ['Bob']])
  expect(await others(bob, { query: 'bo' }), 'not by the own name').toEqual([])
  expect(await others(zoe, { query: 'an' }), 'nobody’s room is found from outside').toEqual([['Ana', 'Bob']])

  await leaveRoom(bob, two.id)
  expect((await getRoom(ana, two.id)).people, 'who left is named still').toEqual([person(bob)])
})

test('pages follow each other while rooms stand still, whatever the size', async () => {
  const ana = await createUser(world)
  for (let i = 0; i < 5; i++) await createRoom(ana, { name: `Page ${i}` })
  const seen: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await list(ana, { limit: 2, cursor })
    seen.push(...page.items.map((room) => room.name))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(seen).toHaveLength(5)
  expect(new Set(seen).size).toBe(5)
  await expect(list(ana, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('unread and mentions are counted for each reader', async () => {
  const [ana, bob] = [await createUser(world, 'Ana'), await createUser(world, 'Bob')]
  const room = await createRoom(ana)
  await joinRoom(bob, room.id)
  await say(ana, room, `Hello <@${bob.viewer.userId}>`)
  await say(ana, room, '<@room> dinner!')
  await say(bob, room, `I come, <@${bob.viewer.userId}>`)
  expect((await list(bob)).items).toMatchObject([{ unreadCount: 2, mentionCount: 2, lastSeq: 3 }])
  expect((await list(ana)).items).toMatchObject([{ unreadCount: 1, mentionCount: 0 }])
})

test('what is unread are the messages of others that are still there, whatever was done', async () => {
  const people = [
    await createUser(world, 'Ana'),
    await createUser(world, 'Bob'),
    await createUser(world, 'Cyd'),
  ]
  const [owner, ...others] = people
  if (!owner) throw new Error('nobody is there')
  const step = fc.record({
    who: fc.nat(2),
    what: fc.constantFrom('say', 'call', 'delete', 'read'),
    at: fc.nat(9),
  })
  const all = fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
    const room = await createRoom(owner, {}, { moderator: others })
    const said: { id: string; seq: number; author: number; calls: boolean; gone: boolean }[] = []
    const readTo = [0, 0, 0]
    for (const { who, what, at } of steps) {
      const doer = people[who] ?? owner
      const one = said[at % Math.max(said.length, 1)]
      if (what === 'say' || what === 'call') {
        const { id, seq } = await say(doer, room, what === 'call' ? '<@room> come' : 'Hello')
        said.push({ id, seq, author: who, calls: what === 'call', gone: false })
      } else if (what === 'read') readTo[who] = (await markRead(doer, room.id, { seq: at })).lastReadSeq
      else if (one) {
        await remove(doer, { messageId: one.id })
        one.gone = true
      }
    }
    for (const [reader, someone] of people.entries()) {
      const news = said.filter(
        ({ seq, author, gone }) => seq > (readTo[reader] ?? 0) && author !== reader && !gone,
      )
      const counts = { unreadCount: news.length, mentionCount: news.filter(({ calls }) => calls).length }
      expect(await getRoom(someone, room.id)).toMatchObject(counts)
      expect((await list(someone, { limit: 1 })).items).toMatchObject([{ id: room.id, ...counts }])
    }
  })
  await fc.assert(all, { numRuns: 40 })
})

test('members are found by a part of their name, in this room only', async () => {
  const [ana, bob, mia] = [
    await createUser(world, 'Ana'),
    await createUser(world, 'Bob'),
    await createUser(world, 'Mia'),
  ]
  const [room, other] = [await createRoom(ana, {}, { member: [bob, mia] }), await createRoom(ana)]
  const found = async (query: string, roomId = room.id) =>
    (await listMembers(ana, roomId, { limit: 10, query })).items.map(({ name }) => name)
  expect(await found('BÓ')).toEqual(['Bob'])
  expect(await found('a')).toEqual(['Ana', 'Mia'])
  expect(await found('bob', other.id)).toEqual([])
})

test('members are listed in pages, those who came first in front', async () => {
  const ana = await createUser(world, 'Ana')
  const others: Someone[] = []
  for (const name of ['Bob', 'Eve', 'Mia', 'Guest']) others.push(await createUser(world, name))
  const room = await createRoom(ana, {}, { member: others })
  const first = await listMembers(ana, room.id, { limit: 3 })
  const rest = await listMembers(ana, room.id, { limit: 3, cursor: first.nextCursor ?? '' })
  expect(first.items[0]).toMatchObject({ name: 'Ana', role: 'owner' })
  expect(new Set([...first.items, ...rest.items].map((member) => member.id)).size).toBe(5)
  expect(rest.nextCursor).toBeNull()
  expect(Object.keys(first.items[0] ?? {})).not.toContain('email')
})
