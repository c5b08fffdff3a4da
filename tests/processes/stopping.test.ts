import { expect, test } from 'vitest'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'

test('SIGTERM: not ready any more, sockets are told to go elsewhere, exit 0 within ten seconds', async () => {
  const server = await startServer({ DRAIN_MS: '1500' })
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const line = await ana.connect()
  await say(line, room.id)

  const began = Date.now()
  const stopped = server.stop()
  const readiness = new Set<number>()
  const polling = (async () => {
    while (server.process.exitCode === null)
      await fetch(`${server.url}/readyz`).then(
        ({ status }) => readiness.add(status),
        () => undefined,
      )
  })()
  // Not "io server disconnect", after which a client stays away: the connection
  // goes, and clients come back by themselves.
  expect(await line.closed).toMatch(/^transport (close|error)$/)
  expect(await stopped).toBe(0)
  await polling
  expect(Date.now() - began).toBeLessThan(10_000)
  expect(readiness).toContain(503)
})

test('while the database is away: alive, not ready', async () => {
  const postgres = await startPostgres()
  const server = await startServer({ DATABASE_URL: await createDatabase(postgres.url) })
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  const ana = await register(server.url)
  const line = await ana.connect()
  await postgres.stop()
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  const unavailable = { code: 'unavailable' }
  expect(await ana.http('GET', '/rooms')).toMatchObject({ status: 503, body: unavailable })
  expect(await line.ask('room:watch', { roomId: 'any' })).toMatchObject({ ok: false, error: unavailable })
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await server.stop()
})

test('a second SIGINT does not cut the goodbye short', async () => {
  const server = await startServer({ DRAIN_MS: '1500' })
  server.process.kill('SIGINT')
  server.process.kill('SIGINT')
  expect(await server.stop()).toBe(0)
})
