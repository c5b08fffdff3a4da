import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Db } from '#lib/db/open.ts'
import { jobs } from '#lib/db/schema.ts'
import { makeLog } from '#lib/log.ts'
import { openWorld } from '../../tests/world.ts'
import { type Jobs, makeJobs } from './enqueue.ts'
import { every, type JobKind, jobKind, type UnderWay } from './kind.ts'
import { startWorker, type Worker } from './worker.ts'

const world = await openWorld()
const { db } = world
const { enqueue } = world.jobs as Jobs
const workers: Worker[] = []
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})

/** Another process at the same database, as far as jobs can tell: it hears of none that are enqueued here. */
const elsewhere = () => ({ ...world, jobs: makeJobs<never>(db, world.now) })
const start = (kinds: JobKind[], where = world) => {
  const worker = startWorker(where, kinds, makeLog('silent'))
  workers.push(worker)
  return worker
}
const numbered = (name: string, run: (n: number, underWay: UnderWay) => Promise<void>, atOnce = 4) =>
  jobKind({
    name,
    payload: z.object({ n: z.number() }),
    atOnce,
    run: (_, { n }, underWay) => run(n, underWay),
  })
const put = (name: string, ...numbers: number[]) =>
  db.write(async (tx) => {
    for (const n of numbers) await enqueue(tx, name, { n })
  })
const left = (name: string) => db.read.$count(jobs, eq(jobs.kind, name))
const until = (name: string, count: number) => expect.poll(() => left(name), { interval: 5 }).toBe(count)

describe('a worker', () => {
  test('begins what is enqueued here right after the commit, and what waited when it started', async () => {
    const done: number[] = []
    const kind = numbered('prompt', async (n) => void done.push(n))
    await put('prompt', 1)
    start([kind])
    await until('prompt', 0)
    const began = performance.now()
    await put('prompt', 2)
    await until('prompt', 0)
    expect(done).toEqual([1, 2])
    expect(performance.now() - began, 'long before it looks by itself').toBeLessThan(5_000)
  })

  test('does what is due in order, in no more places than the kind has, while other kinds have theirs', async () => {
    const order: number[] = []
    const [gate, open] = gated()
    const slow = numbered(
      'slow',
      async (n) => {
        order.push(n)
        await gate
      },
      2,
    )
    const quick = numbered('quick', async () => {})
    await put('slow', 1, 2, 3, 4)
    start([slow, quick])
    await put('quick', 1, 2, 3)
    await until('quick', 0)
    expect([order, await left('slow')]).toEqual([[1, 2], 4])
    open()
    await until('slow', 0)
    expect(order).toEqual([1, 2, 3, 4])
  })

  test('shares with another one: each job is done once', async () => {
    const done: number[] = []
    const kind = numbered('shared', async (n) => void done.push(n))
    const many = Array.from({ length: 200 }, (_, n) => n)
    await put('shared', ...many)
    start([kind])
    start([kind], elsewhere())
    await until('shared', 0)
    expect(done.sort((one, other) => one - other)).toEqual(many)
  })

  test('lets what recurs be done by one of two', async () => {
    let times = 0
    const kind = every(3_600_000, {
      name: 'hourly',
      run: async () => {
        times += 1
      },
    })
    start([kind])
    start([kind], elsewhere())
    await until('hourly', 1)
    const dueAt = async () => (await db.read.select().from(jobs).where(eq(jobs.kind, 'hourly')))[0]?.dueAt
    for (const time of [1, 2, 3]) {
      const before = (await dueAt()) ?? 0
      world.pass(3_600_000)
      start([kind])
      start([kind], elsewhere())
      await expect.poll(dueAt, { interval: 5 }).toBeGreaterThan(before + 3_000_000)
      expect(times).toBe(time)
    }
  })

  test('lets what recurs come back from where a clock was ahead', async () => {
    let times = 0
    const kind = every(3_600_000, {
      name: 'ahead',
      run: async () => {
        times += 1
      },
    })
    start([kind])
    await until('ahead', 1)
    await workers.pop()?.stop()
    await db.write((tx) =>
      tx
        .update(jobs)
        .set({ dueAt: world.now() + 5 * 365 * 86_400_000 })
        .where(eq(jobs.kind, 'ahead')),
    )
    start([kind])
    const dueAt = async () => (await db.read.select().from(jobs).where(eq(jobs.kind, 'ahead')))[0]?.dueAt
    await expect.poll(dueAt, { interval: 5 }).toBeLessThanOrEqual(world.now() + 3_600_000)
    await workers.pop()?.stop()
    world.pass(3_600_000)
    start([kind])
    await expect.poll(() => times, { interval: 5 }).toBe(1)
  })

  test('that stops begins nothing, and gives back or ends what is under way', async () => {
    const [gate, open] = gated()
    let began = 0
    const patient = numbered(
      'patient',
      async (_, { signal }) => {
        began += 1
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        signal.throwIfAborted()
      },
      1,
    )
    const short = numbered('short', async () => {
      began += 1
      await gate
    })
    await put('patient', 1, 2)
    await put('short', 1)
    const worker = start([patient, short])
    await expect.poll(() => began, { interval: 5 }).toBe(2)
    const stopped = worker.stop()
    open()
    await stopped
    const states = await db.read
      .select({ state: jobs.state, tries: jobs.tries })
      .from(jobs)
      .where(eq(jobs.kind, 'patient'))
    expect(states).toEqual(Array(2).fill({ state: 'waiting', tries: 0 }))
    expect(await left('short')).toBe(0)
    await put('patient', 3)
    expect(began).toBe(2)
  })

  test('writes nothing while there is nothing to do', async () => {
    const kind = numbered('idle', async () => {})
    let writes = 0
    const write: Db['write'] = (...asked) => {
      writes += 1
      return db.write(...asked)
    }
    await put('idle', 1)
    start([kind], { ...world, db: { ...db, write } })
    await until('idle', 0)
    await put('of nobody here', 1)
    // A second one is asked in vain before it is done: whatever the first look wrote is over by then.
    const before = writes
    await put('of nobody here', 2)
    await put('idle', 2)
    await until('idle', 0)
    expect(writes - before, 'one to take it and one to end it').toBe(2)
  })
})

function gated(): [gate: Promise<void>, open: () => void] {
  const { promise, resolve } = Promise.withResolvers<void>()
  return [promise, resolve]
}
