import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { jobs } from '#lib/db/schema.ts'
import { openWorld } from '../../tests/world.ts'
import { claim } from './claim.ts'
import type { Jobs } from './enqueue.ts'
import { every, type JobKind, jobKind, type UnderWay } from './kind.ts'
import { retry } from './operations.ts'
import { retryDelay } from './outcome.ts'
import { perform } from './perform.ts'
import { givenUp } from './queries.ts'

const world = await openWorld()
const { db, now } = world
const { enqueue } = world.jobs as Jobs
const never = new AbortController().signal
const of = (name: string) => db.read.select().from(jobs).where(eq(jobs.kind, name))

const kindOf = (name: string, run: (payload: { word: string }, underWay: UnderWay) => Promise<void>) =>
  jobKind({
    name,
    payload: z.object({ word: z.string() }),
    tries: 3,
    run: (_, payload, underWay) => run(payload, underWay),
  })

async function tryOnce(kind: JobKind, stopping = never) {
  const [job] = await claim(db, kind.name, 1, now())
  if (!job) throw new Error('nothing is due')
  return perform(world, kind, job, stopping)
}

test('a try that fails is followed by another, later and later, scattered', () => {
  for (const [tries, whole] of Object.entries({ 1: 5_000, 2: 10_000, 5: 80_000, 30: 3_600_000 })) {
    expect(retryDelay(Number(tries), 0)).toBe(whole / 2)
    expect(retryDelay(Number(tries), 1)).toBe(whole)
  }
  expect(new Set(Array.from({ length: 20 }, () => retryDelay(5))).size).toBeGreaterThan(1)
})

describe('a job', () => {
  test('that fails is tried again at its time, given up after its tries, kept, and started again by hand', async () => {
    let works = false
    const kind = kindOf('failing', async ({ word }) => {
      if (!works) throw Object.assign(new Error(`${word} is in here`), { code: 'E_NOT_NOW' })
    })
    await db.write((tx) => enqueue(tx, 'failing', { word: 'secret' }, { key: 'k' }))
    for (const tries of [1, 2]) {
      const outcome = await tryOnce(kind)
      const [job] = await of('failing')
      expect(job).toMatchObject({ state: 'waiting', tries, failure: { name: 'Error', code: 'E_NOT_NOW' } })
      expect(outcome).toMatchObject({ retryAt: job?.dueAt })
      const delay = (job?.dueAt ?? 0) - now()
      expect(delay).toBeLessThanOrEqual(retryDelay(tries, 1))
      expect(delay).toBeGreaterThan(retryDelay(tries, 0) - 1_000)
      expect(await claim(db, 'failing', 1, now()), 'not before').toEqual([])
      world.pass(delay)
    }
    expect(await tryOnce(kind)).toMatchObject({ retryAt: null })
    const [over] = await givenUp(db.read, 10)
    expect(over).toMatchObject({ kind: 'failing', key: 'k', state: 'given_up', tries: 3 })
    expect(JSON.stringify(over?.failure), 'no word that anybody wrote').not.toContain('secret')
    world.pass(86_400_000)
    expect(await claim(db, 'failing', 1, now()), 'kept, and left alone').toEqual([])

    let woken = 0
    world.jobs.onWake(() => {
      woken += 1
    })
    await retry(world, over?.id ?? '')
    expect(woken).toBe(1)
    works = true
    expect(await tryOnce(kind)).toBe('done')
    expect(await of('failing'), 'done is gone').toEqual([])
    await expect(retry(world, over?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('that was given up does not stand in the way of the same one, and is not started beside it', async () => {
    const kind = { ...kindOf('again', () => Promise.reject(new Error('no'))), tries: 1 }
    const put = () => db.write((tx) => enqueue(tx, 'again', { word: '' }, { key: 'k' }))
    await put()
    await tryOnce(kind)
    await put()
    const over = (await of('again')).find(({ state }) => state === 'given_up')
    await expect(retry(world, over?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
    expect((await of('again')).map(({ state }) => state).sort()).toEqual(['given_up', 'waiting'])
  })

  test('with a payload its kind does not know fails like any other', async () => {
    let began = false
    const kind = kindOf('odd', async () => {
      began = true
    })
    await db.write((tx) => enqueue(tx, 'odd', { word: 3 }))
    expect(await tryOnce(kind)).toMatchObject({ error: { name: 'ZodError' } })
    expect(began).toBe(false)
  })

  test('under which the process died each time is given up too', async () => {
    const kind = kindOf('deadly', async () => {
      throw new Error('it should not be begun once more')
    })
    await db.write((tx) => enqueue(tx, 'deadly', { word: '' }))
    for (let died = 0; died < 3; died++) {
      expect(await claim(db, 'deadly', 1, now())).toHaveLength(1)
      world.pass(60_000)
    }
    expect(await tryOnce(kind)).toMatchObject({ error: { name: 'Fault' }, retryAt: null })
  })

  test('under way when the process stops is given back, and that was no try', async () => {
    const stopping = new AbortController()
    const kind = kindOf('stopped', async (_, { signal }) => {
      stopping.abort()
      signal.throwIfAborted()
    })
    await db.write((tx) => enqueue(tx, 'stopped', { word: '' }))
    expect(await tryOnce(kind, stopping.signal)).toBe('given back')
    expect(await of('stopped')).toMatchObject([{ state: 'waiting', tries: 0, lease: null }])
    expect(await tryOnce(kind, AbortSignal.abort()), 'nothing is begun any more').toBe('given back')
    expect(await of('stopped')).toMatchObject([{ state: 'waiting', tries: 0 }])
    expect(await claim(db, 'stopped', 1, now()), 'and may be taken at once').toHaveLength(1)
  })

  test('tells how far it is, stored at most once a second', async () => {
    const seen: unknown[] = []
    const kind = kindOf('long', async (_, { progress }) => {
      for (const done of [1, 2, 3]) {
        await progress(done, 3)
        const [job] = await of('long')
        seen.push([job?.done, job?.total])
        if (done === 2) world.pass(1_000)
      }
    })
    await db.write((tx) => enqueue(tx, 'long', { word: '' }))
    await tryOnce(kind)
    expect(seen).toEqual([
      [1, 3],
      [1, 3],
      [3, 3],
    ])
  })

  test('that recurs waits for its next time, also after it failed as often as it may', async () => {
    let fails = true
    const kind = every(60_000, {
      name: 'clockwork',
      tries: 2,
      run: async () => {
        if (fails) throw new Error('no')
      },
    })
    await db.write((tx) => enqueue(tx, 'clockwork', {}))
    await tryOnce(kind)
    world.pass(10_000)
    await tryOnce(kind)
    const due = async () => ((await of('clockwork'))[0]?.dueAt ?? 0) - now()
    expect(await due()).toBeGreaterThan(59_000)
    world.pass(60_000)
    fails = false
    expect(await tryOnce(kind)).toBe('done')
    expect(await due()).toBeGreaterThan(59_000)
    expect(await of('clockwork')).toMatchObject([{ state: 'waiting', tries: 0, failure: null }])
  })
})
