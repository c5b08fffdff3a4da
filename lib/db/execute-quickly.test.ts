import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { instance, messages, rooms } from './schema.ts'
import { statement } from './statement.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const room = await createRoom(ana, { name: 'Attic' })

const called = statement((on) =>
  on
    .select({ id: rooms.id, isActive: rooms.isActive })
    .from(rooms)
    .where(eq(rooms.name, sql.placeholder('name')))
    .prepare('test_called'),
)
const keep = statement((on) =>
  on
    .insert(instance)
    .values({ key: sql.placeholder('key'), value: 'kept' })
    .onConflictDoNothing()
    .prepare('test_keep'),
)
const mention = statement((on) =>
  on
    .update(messages)
    .set({ mentions: sql.placeholder('mentions') as never })
    .where(eq(messages.roomId, sql.placeholder('roomId')))
    .returning({ mentions: messages.mentions })
    .prepare('test_mention'),
)

test('values are given as their columns keep them, and come back as they were', async () => {
  const found = await called(world.db.read).execute({ name: 'Attic' })
  expect(found).toEqual([{ id: room.id, isActive: true }])
  await say(ana, room)
  const changed = await world.db.write((tx) =>
    mention(tx).execute({ roomId: room.id, mentions: ['one', 'two'] }),
  )
  expect(changed).toContainEqual({ mentions: ['one', 'two'] })
})

test('a change that gives no rows tells how many it made', async () => {
  const counts = []
  for (const key of ['first', 'first', 'second'])
    counts.push((await world.db.write((tx) => keep(tx).execute({ key }))).rowCount)
  expect(counts).toEqual([1, 0, 1])
})

test('a value that is missing is refused, as is a statement that fails, and neither is thrown at once', async () => {
  const missing = called(world.db.read).execute({})
  await expect(missing).rejects.toThrow('name')
  await expect(world.db.write((tx) => keep(tx).execute({ key: null }))).rejects.toThrow()
})
