import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { jobs } from '#lib/db/schema.ts'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { aboutThis } from './about.ts'
import { retryJob } from './retry-job.ts'

const place = '192.0.2.7'
const world = await openWorld()
const ada = await createUser(world, 'Ada', 'admin')
const bob = await createUser(world, 'Bob')
const running = { product: { version: '1.2.3', build: 'abc' }, processes: () => 1 }

async function giveUp(id: string, key: string) {
  const row = { id, key, kind: 'rooms.purge', payload: { roomId: 'none' }, tries: 10, enqueuedAt: 0 }
  const failure = { name: 'SqliteError', code: 'SQLITE_FULL', frames: ['lib/rooms/purge.ts:1:1'] }
  await world.db.write((tx) =>
    tx.insert(jobs).values({ ...row, state: 'given_up', dueAt: world.now(), failure }),
  )
}

test('what runs here is told, with the jobs that were given up; one is tried again by an administrator', async () => {
  await giveUp('one', 'a')
  const told = await aboutThis(ada, running)
  expect(told).toMatchObject({
    ...{ version: '1.2.3', build: 'abc', node: process.version, processes: null },
    database: { kind: world.db.dialect, version: expect.stringMatching(/^\d+\.\d+/) },
    jobs: { failed: [{ id: 'one', kind: 'rooms.purge', tries: 10 }] },
  })
  expect(told.jobs.failed[0]?.why).toBe('SqliteError SQLITE_FULL lib/rooms/purge.ts:1:1')
  expect(told.database.bytes).toBeGreaterThan(0)
  await retryJob(ada, 'one', place)
  const [job] = await world.db.read.select().from(jobs).where(eq(jobs.id, 'one'))
  expect(job).toMatchObject({ state: 'waiting', tries: 0 })
  expect((await auditLog(ada, auditQuery.parse({}))).items).toMatchObject([
    { action: 'job.retried', target: { kind: 'job', id: 'one', name: 'rooms.purge' }, address: place },
  ])
  await giveUp('two', 'a')
  await expect(retryJob(ada, 'two', place)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'jobs.waiting',
  })
  await expect(retryJob(ada, 'none', place)).rejects.toMatchObject({ code: 'not_found' })
})

test('it is for administrators', async () => {
  await expect(aboutThis(bob, running)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(retryJob(bob, 'two', place)).rejects.toMatchObject({ code: 'forbidden' })
})
