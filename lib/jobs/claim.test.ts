import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { jobs } from '#lib/db/schema.ts'
import { openWorld } from '../../tests/world.ts'
import { claim, endLeases, type Job, leaseMs, renew } from './claim.ts'
import type { Jobs } from './enqueue.ts'
import { jobKind } from './kind.ts'
import { fail, giveBack, settle } from './outcome.ts'

const world = await openWorld()
const { db, now } = world
const { enqueue } = world.jobs as Jobs
const any = (name: string) => jobKind({ name, payload: z.object({}), run: async () => {} })
const stored = async ({ id }: Job) => (await db.read.select().from(jobs).where(eq(jobs.id, id)))[0]

async function claimed(kind: string): Promise<Job> {
  await db.write((tx) => enqueue(tx, kind, {}))
  const [job] = await claim(db, kind, 1, now())
  if (!job) throw new Error('it is due')
  return job
}

describe('a lease', () => {
  test('is given to one of many who ask at once', async () => {
    await db.write(async (tx) => {
      for (let n = 0; n < 50; n++) await enqueue(tx, 'shared', { n })
    })
    const taken: Job[] = []
    const take = async () => {
      for (;;) {
        const some = await claim(db, 'shared', 3, now())
        taken.push(...some)
        if (taken.length >= 50 || some.length === 0) return
      }
    }
    await Promise.all([take(), take(), take(), take()])
    // Who finds everything taken by others for a moment leaves the rest to them.
    await take()
    expect(new Set(taken.map(({ id }) => id)).size).toBe(50)
    expect(taken).toHaveLength(50)
  })

  test('runs out, and is good as long as it is renewed', async () => {
    const job = await claimed('leased')
    world.pass(leaseMs - 1_000)
    expect(await claim(db, 'leased', 1, now())).toEqual([])
    expect(await renew(db, job, now())).toBe(true)
    world.pass(leaseMs - 1_000)
    expect(await claim(db, 'leased', 1, now())).toEqual([])
    world.pass(2_000)
    const [again] = await claim(db, 'leased', 1, now())
    expect(again).toMatchObject({ id: job.id, tries: 2 })
  })

  test('that was lost moves nothing any more', async () => {
    const job = await claimed('lost')
    world.pass(leaseMs + 1)
    const [taken] = await claim(db, 'lost', 1, now())
    if (!taken) throw new Error('the lease has run out')
    expect(await renew(db, job, now())).toBe(false)
    await settle(db, any('lost'), job, now())
    await giveBack(db, job, now())
    await fail(db, any('lost'), job, now(), new Error('late'))
    expect(await stored(job)).toEqual(taken)
    await settle(db, any('lost'), taken, now())
    expect(await stored(job)).toBeUndefined()
  })

  test('ends with the process when nobody else can hold one', async () => {
    const job = await claimed('alone')
    await endLeases(db, now())
    expect(await claim(db, 'alone', 1, now())).toMatchObject([{ id: job.id, tries: 2 }])
  })
})
