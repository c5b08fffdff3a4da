import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { serverAt } from '../../qa/faults/server.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { startRedis } from '../../scripts/tools/redis.ts'
import { createRoom, register, say, tryUpload } from '../client.ts'
import { startServer } from '../server.ts'

const settings = { ROOMS_FAULTS: '1', REGISTRATION: 'closed' }

test('a server for tests suffers what it is asked to at its socket, each for its time, and nowhere else', async () => {
  const running = await startServer(settings)
  onTestFinished(async () => void (await running.stop()))
  const path = join(running.dataDir, 'faults.sock')
  expect(statSync(path).mode & 0o777, 'for its owner alone').toBe(0o600)
  const server = serverAt(path)
  const ana = await register(running.url)
  const room = await createRoom(ana)
  const line = await ana.connect()
  const read = async () => (await ana.http('GET', `/rooms/${room.id}/messages`)).status
  const post = async () => {
    const sent = { clientId: crypto.randomUUID(), content: 'Hello' }
    const { status, body } = await ana.http('POST', `/rooms/${room.id}/messages`, sent)
    return { status, body: body as { createdAt: string } }
  }

  await server.loses('database', '1 min')
  expect(await read()).toBeGreaterThanOrEqual(500)
  expect((await fetch(`${running.url}/readyz`)).status).toBe(503)
  await server.isWellAgain()
  expect(await read()).toBe(200)

  await server.fillsDisk('1 min')
  expect(await read()).toBe(200)
  expect((await post()).status).toBeGreaterThanOrEqual(500)
  expect((await tryUpload(ana, 'a.txt', 'words')).status).toBeGreaterThanOrEqual(500)
  await server.isWellAgain()
  expect((await post()).status).toBe(201)

  await server.isSilent('1 min')
  await expect(read()).rejects.toThrow()
  await server.isWellAgain()
  await server.isSlow('300 ms', '1 min')
  const asked = performance.now()
  expect(await read()).toBe(200)
  expect(performance.now() - asked).toBeGreaterThanOrEqual(290)
  await server.isWellAgain()

  await say(line, room.id)
  await server.cuts({ program: { user: { id: 'somebody else' } } })
  await say(line, room.id)
  await server.cuts({ program: ana })
  await line.closed

  await server.setsClock('2 min', '1 min')
  const { createdAt } = (await post()).body
  expect(Date.parse(createdAt) - Date.now()).toBeGreaterThan(110_000)
  await server.isWellAgain()

  await server.expires({ program: ana })
  expect(await read()).toBe(401)
})

test('Redis is away from one process for as long as it was asked', async () => {
  const [postgres, redis] = [await startPostgres(), await startRedis()]
  const running = await startServer({
    ...settings,
    DATABASE_URL: await createDatabase(postgres.url),
    REDIS_URL: redis.url,
  })
  onTestFinished(async () => {
    await running.stop()
    await Promise.all([postgres.stop(), redis.stop()])
  })
  const told = async () => (await (await fetch(`${running.url}/readyz`)).json()).redis
  const server = serverAt(join(running.dataDir, 'faults.sock'))
  expect(await told()).toBe('connected')
  await server.loses('redis', '1 min')
  await expect.poll(told).toBe('degraded')
  await server.isWellAgain()
  await expect.poll(told, { timeout: 40_000 }).toBe('connected')
})
