import { Client } from 'pg'
import { expect, test } from 'vitest'
import { isAway } from '#lib/errors.ts'
import { startPostgres } from '../../scripts/tools/postgres.ts'
import { openPool } from './postgres-pool.ts'

test('a database that stands still is found out, whoever asks it is refused at once, and it comes back', async () => {
  const server = await startPostgres()
  const { pool, health, close } = openPool(server.url, 4)
  await expect.poll(health).toBe('ready')
  const held = await pool.connect()
  await held.query('begin')
  const goOn = server.freeze()
  const began = performance.now()
  const asked = [held.query('select 1'), ...Array.from({ length: 20 }, () => pool.query('select 1'))]
  for (const end of await Promise.allSettled(asked))
    expect(end.status === 'rejected' && isAway(end.reason)).toBe(true)
  expect(performance.now() - began).toBeLessThan(8_000)
  // What drizzle does next with a transaction that failed.
  expect(isAway(await held.query('rollback').catch((error: unknown) => error))).toBe(true)
  held.release()

  const known = performance.now()
  expect(isAway(await pool.query('select 1').catch((error: unknown) => error))).toBe(true)
  expect(await health()).toBe('away')
  expect(performance.now() - known, 'without asking it').toBeLessThan(2_000)

  goOn()
  await expect.poll(health, { timeout: 5_000 }).toBe('ready')
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])

  const admin = new Client(server.url)
  await admin.connect()
  await admin.query('alter system set default_transaction_read_only = on')
  await admin.query('select pg_reload_conf()')
  await expect.poll(health, { timeout: 5_000 }).toBe('read-only')
  expect(isAway(await pool.query('create table a (b int)').catch((error: unknown) => error))).toBe(true)
  await admin.end()
  await close()
  await server.stop()
})
