import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { startRedis } from '../../scripts/tools/redis.ts'
import { createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
const DATABASE_URL = await createDatabase(postgres.url)
const server = await startServer({ DATABASE_URL, REDIS_URL: redis.url })
afterAll(async () => {
  await server.stop()
  await Promise.all([postgres.stop(), redis.stop()])
})
const readiness = async () => {
  const answer = await fetch(`${server.url}/readyz`)
  return { code: answer.status, ...((await answer.json()) as { status: string; redis: string }) }
}
const ready = { code: 200, status: 'ready', redis: 'connected' }
const within = { timeout: 10_000, interval: 100 }

test('a database that stands still is found out within seconds, and all comes back by itself', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const line = await ana.connect()
  await say(line, room.id, 'Before')

  const thaw = postgres.freeze()
  const began = performance.now()
  const asked = [
    ana.http('GET', `/rooms/${room.id}/members`),
    ana.http('PATCH', '/me', { name: 'Anabel' }),
    ana.http('POST', '/rooms', { name: 'Another', type: 'chat', visibility: 'private' }),
  ]
  const posted = line.ask('message:post', {
    roomId: room.id,
    clientId: crypto.randomUUID(),
    content: 'Meanwhile',
  })
  for (const answer of await Promise.all(asked))
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  expect(await posted.catch(() => null)).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  expect(performance.now() - began, 'seconds, not a minute').toBeLessThan(8_000)
  expect(await readiness()).toMatchObject({ code: 503, status: 'database away' })

  const refusedAt = performance.now()
  expect(await ana.http('GET', `/rooms/${room.id}/members`)).toMatchObject({ status: 503 })
  expect(performance.now() - refusedAt, 'what is known is not waited for').toBeLessThan(1_000)

  thaw()
  await expect.poll(readiness, within).toEqual(ready)
  for (let n = 0; n < 20; n++)
    expect(await ana.http('PATCH', '/me', { name: `Ana ${n}` }), 'no connection was lost').toMatchObject({
      status: 200,
    })
  expect(await say(line, room.id, 'After')).toMatchObject({ content: 'After' })
  line.close()
})

test('a database that takes no writes is not ready; posting and signing in are told so, and go on after it', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const line = await ana.connect()
  const admin = new pg.Client({ connectionString: postgres.url })
  await admin.connect()
  const name = new URL(DATABASE_URL).pathname.slice(1)
  const readOnly = async (is: boolean) => {
    await admin.query(`alter database "${name}" set default_transaction_read_only = ${is ? 'on' : 'off'}`)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  }
  await readOnly(true)
  await expect.poll(readiness, within).toMatchObject({ code: 503, status: 'database read-only' })
  const post = { roomId: room.id, clientId: crypto.randomUUID(), content: 'Meanwhile' }
  expect(await line.ask('message:post', post)).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  expect(await ana.http('GET', `/rooms/${room.id}`), 'reading goes on').toMatchObject({ status: 200 })
  await readOnly(false)
  await expect.poll(readiness, within).toEqual(ready)
  expect(await line.ask('message:post', post)).toMatchObject({ ok: true })
  await admin.end()
  line.close()
})

test('a Redis that stands still is told, and holds nobody up', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const line = await ana.connect()
  const thaw = redis.freeze()
  await expect.poll(readiness, within).toEqual({ ...ready, redis: 'degraded' })
  expect(await say(line, room.id, 'Meanwhile')).toMatchObject({ content: 'Meanwhile' })
  thaw()
  await expect.poll(readiness, within).toEqual(ready)
  line.close()
})
