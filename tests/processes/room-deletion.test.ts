import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { createRoom, program, register, say } from '../client.ts'
import { type Server, startServer } from '../server.ts'

const postgres = await startPostgres()
afterAll(postgres.stop)

const many = 20_000

type Sql = (text: string) => Promise<Record<string, unknown>[]>

/** The database of a running server, from outside. */
const sqlOf =
  (server: Server, url: string): Sql =>
  async (text) => {
    if (url !== '') {
      const client = new Client({ connectionString: url })
      await client.connect()
      return client
        .query(text)
        .then(({ rows }) => rows)
        .finally(() => client.end())
    }
    const handle = new Database(join(server.dataDir, 'rooms.db'))
    handle.pragma('busy_timeout = 5000')
    const prepared = handle.prepare(text)
    const rows = prepared.reader ? prepared.all() : []
    if (!prepared.reader) prepared.run()
    handle.close()
    return rows as Record<string, unknown>[]
  }

async function fill(sql: Sql, roomId: string, authorId: string, json: string) {
  await sql(`insert into messages
      (id, room_id, seq, revision, author_id, kind, content, mentions, reactions, attachments, previews, created_at)
    with recursive n (i) as (select 2 union all select i + 1 from n where i < ${many})
    select 'filled ' || i, '${roomId}', i, i, '${authorId}', 'text', 'Words of the message number ' || i,
      ${json}, ${json}, ${json}, ${json}, i from n`)
  await sql(`insert into mentions (message_id, user_id, author_id, room_id, seq)
    select id, 'room', author_id, room_id, seq from messages where room_id = '${roomId}' and seq > 1`)
  await sql(`update rooms set last_seq = ${many}, revision = ${many} where id = '${roomId}'`)
}

const databases: [name: string, url: () => Promise<string>, json: string][] = [
  ['SQLite', async () => '', "'[]'"],
  ['PostgreSQL', () => createDatabase(postgres.url), "'[]'::jsonb"],
]

test.each(databases)(
  'on %s a room of very many messages goes in parts: others are answered, and a crash is no end of it',
  async (_, database, json) => {
    const url = await database()
    const settings = { DATABASE_URL: url, LIMIT_MESSAGES_PER_5S: '100000' }
    let server = await startServer(settings)
    const [ana, bob] = [await register(server.url, 'Ana'), await register(server.url, 'Bob')]
    const [big, other] = [await createRoom(ana, [bob]), await createRoom(bob)]
    const line = await bob.connect()
    await line.send('room:watch', { roomId: big.id })
    const { id: messageId } = await say(line, big.id, 'the first one')
    await fill(sqlOf(server, url), big.id, ana.user.id, json)
    const left = async () => {
      const [row] = await sqlOf(server, url)(`select count(*) as n from messages where room_id = '${big.id}'`)
      return Number(row?.n)
    }

    expect((await ana.http('DELETE', `/rooms/${big.id}`)).status).toBe(204)
    expect(await left(), 'answered before it is done').toBeGreaterThan(0)
    expect(await line.next('room:removed')).toEqual({ roomId: big.id, reason: 'deleted' })
    const wait = { longestMs: 0 }
    const post = async () => {
      const began = performance.now()
      await say(line, other.id, 'meanwhile')
      wait.longestMs = Math.max(wait.longestMs, performance.now() - began)
    }
    while ((await left()) > many / 2) {
      await post()
      await pause(20)
    }
    expect(wait.longestMs, 'nobody waits until it has gone').toBeLessThan(5_000)
    for (const command of [
      line.ask('room:watch', { roomId: big.id }),
      line.ask('message:post', { roomId: big.id, clientId: randomUUID(), content: 'still there?' }),
      line.ask('message:edit', { messageId, content: 'still mine?' }),
    ])
      expect(await command).toMatchObject({ ok: false, error: { code: 'not_found' } })

    line.close()
    await server.kill()
    expect(await left()).toBeGreaterThan(0)
    server = await startServer({ ...settings, DATA_DIR: server.dataDir })
    const again = program(server.url, bob)
    expect((await again.http('GET', `/rooms/${big.id}/messages`)).status).toBe(404)
    await expect.poll(left, { timeout: 45_000, interval: 500 }).toBe(0)
    const { items } = await again.get<{ items: Message[] }>(`/rooms/${other.id}/messages`)
    expect(items.length).toBeGreaterThan(0)
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, at) => (items[0]?.seq ?? 0) + at))
    await server.stop()
  },
)

test('a server that is stopped meanwhile leaves the rest to the next one, and does not count that as a try', async () => {
  const settings = { LIMIT_MESSAGES_PER_5S: '100000' }
  const server = await startServer(settings)
  const ana = await register(server.url, 'Ana')
  const big = await createRoom(ana)
  await fill(sqlOf(server, ''), big.id, ana.user.id, "'[]'")
  expect((await ana.http('DELETE', `/rooms/${big.id}`)).status).toBe(204)
  const job = async () =>
    (await sqlOf(server, '')("select state, tries from jobs where kind = 'rooms.purge'"))[0]
  await expect.poll(job, { interval: 5 }).toEqual({ state: 'running', tries: 1 })
  expect(await server.stop()).toBe(0)
  expect(await job()).toEqual({ state: 'waiting', tries: 0 })
  const next = await startServer({ ...settings, DATA_DIR: server.dataDir })
  await expect.poll(job, { timeout: 45_000, interval: 100 }).toBeUndefined()
  const [row] = await sqlOf(next, '')(`select count(*) as n from messages where room_id = '${big.id}'`)
  expect(Number(row?.n)).toBe(0)
  await next.stop()
})
