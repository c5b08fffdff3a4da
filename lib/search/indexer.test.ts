import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { messages, rooms } from '#lib/db/schema.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { searched } from '../../tests/found.ts'
import { openWorld } from '../../tests/world.ts'

const world = await openWorld({ LIMIT_SEARCHES_PER_10S: '100000' })
const ana = await createUser(world)
const page = (query: object) => searched(ana, query)

test('a database that became older, as from a backup, is indexed anew', async () => {
  const room = await createRoom(ana)
  const first = await say(ana, room, 'oak')
  const second = await say(ana, room, 'elm')
  await world.background.catchUp()
  await world.db.write(async (tx) => {
    await tx.delete(messages).where(eq(messages.id, second.id))
    await tx.update(messages).set({ content: 'yew' }).where(eq(messages.id, first.id))
    await tx.update(rooms).set({ revision: 1, lastSeq: 1 }).where(eq(rooms.id, room.id))
  })
  await world.background.catchUp()
  expect((await page({ q: 'elm' })).items).toEqual([])
  expect((await page({ q: 'yew' })).items).toMatchObject([{ id: first.id }])
})

test('many messages of one moment, more than a step takes, are all found once', async () => {
  const count = 450
  const [one, two] = [await createRoom(ana), await createRoom(ana)]
  const at = world.now()
  for (const room of [one, two]) await insert(ana, room.id, count, at)
  await world.background.catchUp()
  const seen: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { items, nextCursor } = await page({ q: 'import', limit: 100, ...(cursor && { cursor }) })
    seen.push(...items.map(({ roomId, seq }) => `${roomId} ${seq}`))
    cursor = nextCursor
  }
  expect(seen).toHaveLength(2 * count)
  expect(new Set(seen).size).toBe(2 * count)
  const ofOne = seen.filter((place) => place.startsWith(one.id))
  expect(ofOne).toEqual(Array.from({ length: count }, (_, i) => `${one.id} ${count - i}`))
})

async function insert({ db, viewer }: Someone, roomId: string, count: number, createdAt: number) {
  const rows = Array.from({ length: count }, (_, i) => ({
    id: `${roomId}-${i}`,
    roomId,
    seq: i + 1,
    revision: i + 1,
    authorId: viewer.userId,
    kind: 'text' as const,
    content: `import ${i}`,
    mentions: [],
    reactions: [],
    createdAt,
  }))
  await db.write(async (tx) => {
    await tx.insert(messages).values(rows)
    await tx.update(rooms).set({ lastSeq: count, revision: count }).where(eq(rooms.id, roomId))
  })
}
