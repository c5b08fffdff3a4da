import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { memberships, messages, rooms } from '#lib/db/schema.ts'
import { edit, remove } from '#lib/messages/operations.ts'
import { addMember, joinRoom, removeMember } from '#lib/rooms/members.ts'
import { deleteRoom } from '#lib/rooms/operations.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { searched } from '../../tests/found.ts'
import { openWorld } from '../../tests/world.ts'
import { find } from './find-messages.ts'
import { soughtIn } from './parse-query.ts'
import { searchQuery } from './schema.ts'

/*
 * Somebody in more rooms than are named to the index at once: first it gives what is newest in
 * any room, whoever may read it.
 */

const world = await openWorld({ LIMIT_SEARCHES_PER_10S: '100000', LIMIT_ROOMS_PER_DAY: '100000' })
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const many = 12
const own: Room[] = []
for (let i = 0; i < many; i++) own.push(await createRoom(ana, { name: `Own ${i}` }, { member: [bob] }))
const closed = await createRoom(ana, { name: 'Closed', visibility: 'private' })
const [first, second] = own
if (!first || !second) throw new Error('there are rooms')

const start = Date.parse('2026-01-01T00:00:00Z')
let made = 0
/** Messages of one room, each a second after the one before, of any room. */
async function write(roomId: string, contents: string[]): Promise<string[]> {
  const [head] = await world.db.read.select().from(rooms).where(eq(rooms.id, roomId))
  if (!head) throw new Error('there is no such room')
  const rows = contents.map((content, i) => ({
    id: `m${++made}`,
    roomId,
    seq: head.lastSeq + i + 1,
    revision: head.revision + i + 1,
    authorId: ana.viewer.userId,
    kind: 'text' as const,
    content,
    mentions: [],
    reactions: [],
    createdAt: start + made * 1_000,
  }))
  for (let at = 0; at < rows.length; at += 200)
    await world.db.write((tx) => tx.insert(messages).values(rows.slice(at, at + 200)))
  const upTo = { lastSeq: head.lastSeq + rows.length, revision: head.revision + rows.length }
  await world.db.write((tx) => tx.update(rooms).set(upTo).where(eq(rooms.id, roomId)))
  await world.background.catchUp()
  return rows.map(({ id }) => id)
}

const times = (count: number, content: string) => Array.from({ length: count }, () => content)
const contents = async (who: Someone, query: object) =>
  (await searched(who, query)).items.map(({ content }) => content)

/** All pages of a search, and the time that each cursor names. */
async function pages(who: Someone, query: object) {
  const found: { id: string; at: number }[] = []
  const named: number[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await searched(who, { ...query, ...(cursor && { cursor }) })
    for (const { id, createdAt } of page.items) found.push({ id, at: Date.parse(createdAt) })
    cursor = page.nextCursor
    if (cursor) named.push(Math.floor(JSON.parse(Buffer.from(cursor, 'base64url').toString())[0] / 16))
  }
  return { found, named }
}

test('what is older than a thousand messages of a room one may not read is found, in order', async () => {
  const words = own.slice(0, 3).map((_, i) => `walnut ${i}`)
  for (const [i, room] of own.slice(0, 3).entries()) await write(room.id, [words[i] ?? ''])
  await write(closed.id, times(1_000, 'walnut hidden'))
  expect(await contents(bob, { q: 'walnut' })).toEqual(words.toReversed())
  expect((await searched(bob, { q: 'walnut' })).nextCursor).toBeNull()
  const { found, named } = await pages(bob, { q: 'walnut', limit: 1 })
  expect(found).toHaveLength(3)
  expect(named).toEqual(found.slice(0, 2).map(({ at }) => at))
  expect(await contents(ana, { q: 'walnut', limit: 100 })).toEqual(times(100, 'walnut hidden'))
  expect(await contents(bob, { q: 'walnut hidden' })).toEqual([])
})

test('pages among messages of others have no gap and no repetition, and no cursor says where those stand', async () => {
  const mine: string[] = []
  for (let i = 0; i < 60; i++) {
    mine.unshift(...(await write(own[i % many]?.id ?? '', ['hazel'])))
    // Sometimes most of what is newest is of others, sometimes little.
    await write(closed.id, times(i % 20 === 0 ? 150 : i % 3, 'hazel hidden'))
  }
  for (const limit of [1, 7, 25, 59, 60]) {
    const { found, named } = await pages(bob, { q: 'hazel', limit })
    expect(found.map(({ id }) => id)).toEqual(mine)
    const shown = new Set(found.map(({ at }) => at))
    for (const at of named) expect(shown).toContain(at)
  }
})

test('a right that ends, or begins, is felt by the very next search', async () => {
  const [kept] = await write(second.id, ['maple kept'])
  const [mended, gone] = await write(first.id, ['maple mended', 'maple gone', 'maple lost'])
  expect(await contents(bob, { q: 'maple' })).toEqual([
    'maple lost',
    'maple gone',
    'maple mended',
    'maple kept',
  ])
  await edit(ana, { messageId: mended ?? '' }, 'acer')
  expect(await contents(bob, { q: 'maple' })).toEqual(['maple lost', 'maple gone', 'maple kept'])
  await remove(ana, { messageId: gone ?? '' })
  expect(await contents(bob, { q: 'maple' })).toEqual(['maple lost', 'maple kept'])
  await removeMember(ana, first.id, bob.viewer.userId)
  expect(await contents(bob, { q: 'maple' })).toEqual(['maple kept'])
  expect(await contents(bob, { q: 'maple in:own' })).toEqual(['maple kept'])
  await joinRoom(bob, first.id)
  expect(await contents(bob, { q: 'maple' })).toEqual(['maple lost', 'maple kept'])
  await edit(ana, { messageId: kept ?? '' }, 'no tree')
  expect(await contents(bob, { q: 'maple in:own' })).toEqual(['maple lost'])
})

test('a first room more than a few changes the way, and nothing that is found', async () => {
  const eve = await createUser(world, 'Eve')
  await write(first.id, ['larch'])
  await write(closed.id, times(300, 'larch hidden'))
  for (const room of own) {
    expect(await contents(eve, { q: 'larch' })).toEqual(room === first ? [] : ['larch'])
    await addMember(ana, room.id, { userId: eve.viewer.userId, role: 'member' })
  }
  expect(await contents(eve, { q: 'larch' })).toEqual(['larch'])
  await world.db.write((tx) => tx.delete(memberships).where(eq(memberships.userId, eve.viewer.userId)))
  expect(await contents(eve, { q: 'larch' })).toEqual([])
})

test.each([1, 12])(
  'of %d rooms that were all deleted nothing is found, and that is no failure',
  async (count) => {
    const kim = await createUser(world, 'Kim')
    const word = `rowan${count}`
    for (let i = 0; i < count; i++) {
      const room = await createRoom(ana, { name: `Short ${i}` }, { member: [kim] })
      await write(room.id, [word])
      if (i === 0) expect(await contents(kim, { q: word })).toEqual([word])
      await deleteRoom(ana, room.id)
    }
    await write(first.id, [word])
    expect(await contents(kim, { q: word })).toEqual([])
    expect(await contents(bob, { q: word })).toEqual([word])
  },
)

test('what is in a room that was lost while more was looked for is left out', async () => {
  const eve = await createUser(world, 'Eve')
  for (const room of [first, second])
    await addMember(ana, room.id, { userId: eve.viewer.userId, role: 'member' })
  const ids: string[] = []
  for (let at = 0; at < 50; at++) {
    const [here, there] = [
      await write(first.id, ['birch']),
      await write(second.id, [at % 5 ? 'oak' : 'birch']),
    ]
    ids.unshift(...there, ...here)
  }
  let rounds = 0
  const found = await find(
    world.db.read,
    {
      find: async ({ before, limit }) => {
        rounds += 1
        if (rounds === 2) await removeMember(ana, first.id, eve.viewer.userId)
        const places = ids.map((messageId, at) => ({ position: ids.length - at, messageId }))
        return places.filter(({ position }) => position < before).slice(0, limit)
      },
      close: async () => undefined,
    },
    {
      viewerId: eve.viewer.userId,
      sought: soughtIn(searchQuery.parse({ q: 'birch' })),
      limit: 50,
      cursor: null,
    },
  )
  expect(rounds).toBeGreaterThan(1)
  expect(new Set(found.items.map(({ roomId }) => roomId))).toEqual(new Set([second.id]))
  expect(found.items).toHaveLength(10)
})
