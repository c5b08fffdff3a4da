import { asc } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { jobs } from '#lib/db/schema.ts'
import { openWorld } from '../../tests/world.ts'
import { claim, nextDue } from './claim.ts'
import type { Jobs } from './enqueue.ts'

const world = await openWorld()
const { db, now } = world
const { enqueue, onWake } = world.jobs as Jobs
const rows = () => db.read.select().from(jobs).orderBy(asc(jobs.dueAt), asc(jobs.id))
const put = (kind: string, payload: object, options?: Parameters<typeof enqueue>[3]) =>
  db.write((tx) => enqueue(tx, kind, payload, options))
const of = async (kind: string) => (await rows()).filter((job) => job.kind === kind)

describe('a job', () => {
  test('is stored with the change that made it necessary, or not at all', async () => {
    let woken = 0
    const stop = onWake(() => {
      woken += 1
    })
    const undone = db.write(async (tx) => {
      await enqueue(tx, 'undone', {})
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    expect([await of('undone'), woken]).toEqual([[], 0])
    await put('stored', { word: 'ä' })
    expect(await of('stored')).toMatchObject([{ payload: { word: 'ä' }, state: 'waiting', tries: 0 }])
    expect(woken, 'whoever works here is told').toBe(1)
    stop()
    await put('stored', {})
    expect(woken).toBe(1)
  })

  test('with a key is there once while it waits or runs: the first payload stays, and the earlier time', async () => {
    const time = now() + 10_000
    await put('keyed', { n: 1 }, { key: 'k', runAt: time })
    await put('keyed', { n: 2 }, { key: 'k', runAt: time + 5_000 })
    expect(await of('keyed')).toMatchObject([{ payload: { n: 1 }, dueAt: time }])
    await put('keyed', { n: 3 }, { key: 'k', runAt: time - 5_000 })
    expect(await of('keyed')).toMatchObject([{ payload: { n: 1 }, dueAt: time - 5_000 }])
    await put('keyed', { n: 4 }, { key: 'another' })
    await put('of another kind', {}, { key: 'k' })
    expect(await of('keyed')).toHaveLength(2)

    const [running] = await claim(db, 'keyed', 1, time)
    if (!running) throw new Error('one is due')
    await put('keyed', { n: 5 }, { key: running.key ?? '', runAt: 0 })
    expect(await of('keyed'), 'its lease stays too').toContainEqual(running)
    expect(await of('keyed')).toHaveLength(2)
  })

  test('is there once when many ask at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => put('raced', { n }, { key: 'k' })))
    expect(await of('raced')).toHaveLength(1)
  })

  test('is not taken before its time, and the longest due first', async () => {
    const time = now()
    for (const [name, delay] of Object.entries({ late: 3_000, early: 1_000, middle: 2_000 }))
      await put('timed', { name }, { runAt: time + delay })
    expect(await nextDue(db.read, 'timed')).toBe(time + 1_000)
    expect(await claim(db, 'timed', 9, time + 999)).toEqual([])
    const taken = await claim(db, 'timed', 9, time + 2_000)
    expect(taken.map(({ payload }) => payload)).toEqual([{ name: 'early' }, { name: 'middle' }])
    expect(await nextDue(db.read, 'timed')).toBe(time + 3_000)
  })
})
