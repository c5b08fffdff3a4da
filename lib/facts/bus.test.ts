import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { instance } from '#lib/db/schema.ts'
import { openWorld } from '../../tests/world.ts'
import { type FactBus, makeFactBus } from './bus.ts'
import type { Facts } from './facts.ts'

const { db } = await openWorld()
const failures: unknown[] = []
let facts: FactBus
let key: string

beforeEach((context) => {
  failures.length = 0
  key = context.task.id
  facts = makeFactBus(db, (error) => failures.push(error))
})

const store = (value: string) => facts.change((tx) => tx.insert(instance).values({ key, value }))
const stored = async () =>
  (await db.read.select().from(instance).where(eq(instance.key, key))).map(({ value }) => value)
const locked = (roomId: string): Facts['call.locked'] => ({ roomId, locked: true })

test('facts are told after the commit, in their order, and those who subscribed first hear them first', async () => {
  const heard: unknown[] = []
  facts.on('call.locked', async ({ roomId }) => heard.push([roomId, await stored()]))
  facts.on('call.locked', ({ roomId }) => heard.push(roomId))
  await facts.change(async (tx, note) => {
    note('call.locked', locked('one'))
    await tx.insert(instance).values({ key, value: 'here' })
    note('call.locked', locked('two'))
    expect(heard).toEqual([])
  })
  await facts.idle()
  expect(heard).toEqual(['one', 'two', ['one', ['here']], ['two', ['here']]])
})

test('what is undone made nothing true', async () => {
  const heard: string[] = []
  facts.on('call.locked', ({ roomId }) => heard.push(roomId))
  const undone = facts.change(async (tx, note) => {
    note('call.locked', locked('never'))
    await tx.insert(instance).values({ key, value: 'never' })
    throw new Error('No')
  })
  await expect(undone).rejects.toThrow('No')
  expect(heard).toEqual([])
  expect(await stored()).toEqual([])
})

test('a reaction within the write is stored with it, and may note more; one that fails undoes it all', async () => {
  const heard: string[] = []
  facts.within('call.locked', async (tx, { roomId }, note) => {
    if (roomId === 'bad') throw new Error('Not here')
    await tx.insert(instance).values({ key, value: roomId })
    if (roomId === 'one') note('call.locked', locked('two'))
  })
  facts.on('call.locked', ({ roomId }) => heard.push(roomId))
  facts.within('call.locked', (tx, { roomId }) =>
    tx
      .update(instance)
      .set({ value: `${roomId}, by both` })
      .where(eq(instance.key, key)),
  )
  await expect(facts.change(async (_tx, note) => note('call.locked', locked('bad')))).rejects.toThrow(
    'Not here',
  )
  expect(heard).toEqual([])
  await facts.change(async (_tx, note) => note('call.locked', locked('alone')))
  expect([heard, await stored()]).toEqual([['alone'], ['alone, by both']])
})

test('a reaction that fails after the commit is told, and neither the change nor others suffer', async () => {
  const heard: string[] = []
  facts.on('call.locked', () => {
    throw new Error('at once')
  })
  facts.on('call.locked', () => Promise.reject(new Error('later')))
  facts.on('call.locked', ({ roomId }) => heard.push(roomId))
  await store('kept')
  await facts.announce('call.locked', locked('told'))
  await facts.idle()
  expect(heard).toEqual(['told'])
  expect(failures).toMatchObject([{ message: 'at once' }, { message: 'later' }])
  expect(await stored()).toEqual(['kept'])
})
