import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { postgresSide } from '#lib/db/move/postgres-side.ts'
import { openPool } from '#lib/db/postgres-pool.ts'
import { requireStopped } from '#lib/db/stopped.ts'
import type { Message } from '#lib/messages/schema.ts'
import { startPgBouncer } from '../../scripts/tools/pgbouncer.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { startRedis } from '../../scripts/tools/redis.ts'
import { createRoom, http, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const postgres = await startPostgres()
const direct = await createDatabase(postgres.url)
const [bouncer, redis] = [await startPgBouncer(direct), await startRedis()]
const settings = {
  DATABASE_URL: bouncer.url,
  REDIS_URL: redis.url,
  DATA_DIR: temporaryFolder('pgbouncer'),
  LIMIT_MESSAGES_PER_5S: '100000',
}
/** Both at once: they take turns at migrating. */
let [east, west] = await Promise.all([startServer(settings), startServer(settings)])
afterAll(async () => {
  await Promise.all([east.stop(), west.stop()])
  await bouncer.stop()
  await Promise.all([postgres.stop(), redis.stop()])
})
const ana = await register(east.url, 'Ana')
const bob = await register(west.url, 'Bob')
const room = await createRoom(ana, [bob])

const found = async (url: string, q: string) => {
  const { body } = await http(url, bob.accessToken)('GET', `/search?q=${q}`)
  return (body as { items: Message[] }).items.map(({ content }) => content)
}
const soon = { timeout: 40_000 }

test('behind PgBouncer people of two processes talk at once, each message once and in order', async () => {
  const [a, b] = [await ana.connect(east.url), await bob.connect(west.url)]
  for (const line of [a, b]) await line.send('room:watch', { roomId: room.id })
  const count = 200
  await Promise.all(Array.from({ length: count }, (_, i) => say(i % 2 ? a : b, room.id, `birch ${i}`)))
  for (const [line, own] of [
    [a, 1],
    [b, 0],
  ] as const) {
    const heard = () => line.heard('message:posted').filter(({ roomId }) => roomId === room.id)
    await expect.poll(() => heard().length).toBe(count)
    const seqs = (of: number) =>
      heard()
        .filter(({ content }) => Number(content.split(' ')[1]) % 2 === of)
        .map(({ seq }) => seq)
    for (const of of [own, 1 - own]) expect(seqs(of)).toEqual(seqs(of).toSorted((x, y) => x - y))
    expect(new Set(heard().map(({ seq }) => seq)).size).toBe(count)
  }
  const { items } = await bob.get<{ items: Message[] }>(`/rooms/${room.id}/messages?limit=100`)
  expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, i) => count - 99 + i))
})

test('one process keeps the index of the search, and the other one when that is gone without a word', async () => {
  await expect.poll(() => found(west.url, '199'), soon).toEqual(['birch 199'])
  const client = new Client(direct)
  await client.connect()
  const leader = async () => (await client.query('select holder from search_leader')).rows
  const [before] = await leader()
  expect(before?.holder).not.toBe('')
  await Promise.all([east.kill(), west.kill()])
  ;[east, west] = await Promise.all([startServer(settings), startServer(settings)])
  const line = await ana.connect(east.url)
  await say(line, room.id, 'hornbeam')
  await expect.poll(() => found(west.url, 'hornbeam'), soon).toEqual(['hornbeam'])
  const [after] = await leader()
  expect(after?.holder).not.toBe(before?.holder)
  await client.end()
  expect(`${east.log()}${west.log()}`).not.toMatch(/prepared statement|Indexing for search/)
})

test('jobs are done: what was scheduled is sent once', async () => {
  const line = await bob.connect(west.url)
  await line.send('room:watch', { roomId: room.id })
  const scheduled = { clientId: crypto.randomUUID(), content: 'later', sendAt: soonest() }
  expect(
    (await http(east.url, ana.accessToken)('POST', `/rooms/${room.id}/scheduled`, scheduled)).status,
  ).toBe(201)
  await line.next('message:posted', ({ content }) => content === 'later')
})
const soonest = () => new Date(Date.now() + 500).toISOString()

test('statements are kept by name where PostgreSQL itself answers, and only there', async () => {
  for (const [url, kept] of [
    [direct, ['kept']],
    [bouncer.url, []],
  ] as const) {
    const { pool, close } = openPool(url, 1)
    for (let n = 0; n < 2; n++)
      expect((await pool.query({ name: 'kept', text: 'select $1::int as n', values: [n] })).rows).toEqual([
        { n },
      ])
    const { rows } = await pool.query('select name from pg_prepared_statements')
    expect(rows.map(({ name }) => name)).toEqual(kept)
    await close()
  }
})

test('PgBouncer away, hanging and back again is told as a database that is', async () => {
  const status = async () => ((await (await fetch(`${east.url}/readyz`)).json()) as { status: string }).status
  await bouncer.stop()
  await expect.poll(status, soon).toBe('database away')
  await bouncer.startAgain()
  await expect.poll(status, soon).toBe('ready')
  const goOn = bouncer.freeze()
  await expect.poll(status, soon).toBe('database away')
  goOn()
  await expect.poll(status, soon).toBe('ready')
  const post = () =>
    http(east.url, ana.accessToken)('POST', `/rooms/${room.id}/messages`, {
      clientId: crypto.randomUUID(),
      content: 'back',
    })
  await expect.poll(async () => (await post()).status, soon).toBe(201)
})

test('what takes a session says that it needs PostgreSQL itself, and is done at its own address', async () => {
  const backUp = (to: string, env: Record<string, string> = {}) =>
    spawnSync(process.execPath, ['scripts/command.ts', 'backup', to], {
      encoding: 'utf8',
      env: { ...process.env, ...settings, ...env },
    })
  const folder = join(temporaryFolder('backup'), 'backup')
  const refused = expect.stringContaining('DATABASE_DIRECT_URL')
  expect(backUp(folder)).toMatchObject({ status: 1, stderr: refused })
  expect(backUp(folder, { DATABASE_DIRECT_URL: direct })).toMatchObject({ status: 0, stderr: '' })
  // What moving and restoring begin with.
  await expect(postgresSide(bouncer.url)).rejects.toMatchObject({ message: refused })
  const stopped = (url: string) => requireStopped({ url, dataDir: settings.DATA_DIR })
  await expect(stopped(bouncer.url)).rejects.toMatchObject({ message: refused })
  await expect(stopped(direct)).rejects.toThrow('a PgBouncer before it')
})
