import { once } from 'node:events'
import { statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { http, register } from '../client.ts'
import { startServer } from '../server.ts'

test('with faulty settings the process refuses to start, and names every fault', async () => {
  const starting = startServer({ PUBLIC_URL: 'rooms', REGISTRATION: 'perhaps', LOG_LEVEL: 'loud' })
  await expect(starting).rejects.toThrow(/ended with 1[\s\S]*PUBLIC_URL[\s\S]*REGISTRATION[\s\S]*LOG_LEVEL/)
})

test('with a port that is taken the process ends, and says so', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  await expect(startServer({ PORT: port })).rejects.toThrow(
    /ended with 1[\s\S]*PORT: another program[\s\S]*EADDRINUSE/,
  )
  taken.close()
})

test('secrets are made on first start, for the owner alone, and good after a restart', async () => {
  const first = await startServer()
  const ana = await register(first.url)
  expect(statSync(join(first.dataDir, 'auth-secret')).mode & 0o777).toBe(0o600)
  expect(await first.stop()).toBe(0)
  const second = await startServer({ DATA_DIR: first.dataDir })
  expect((await http(second.url, ana.accessToken)('GET', '/me')).status).toBe(200)
  await second.stop()
})

test('registration can be closed', async () => {
  const server = await startServer({ REGISTRATION: 'closed' })
  await register(server.url, 'Founder')
  await expect(register(server.url)).rejects.toThrow('403')
  await server.stop()
})

test('a second process on one SQLite file is refused in words, and one that died leaves the place', async () => {
  const first = await startServer()
  await expect(startServer({ DATA_DIR: first.dataDir })).rejects.toThrow(
    /ended with 1[\s\S]*Another process serves .*rooms\.db/,
  )
  await first.kill()
  const second = await startServer({ DATA_DIR: first.dataDir, REGISTRTION: 'closed' })
  expect(second.log()).toContain('"variable":"REGISTRTION","meant":"REGISTRATION"')
  await second.stop()
})

test('a folder that cannot be is told by the setting that names it', async () => {
  await expect(startServer({ DATA_DIR: '/dev/null/rooms' })).rejects.toThrow(
    /ended with 1[\s\S]*DATA_DIR: it is no folder/,
  )
})

test('a signal lets the log tell more and less, and a socket is known by the request that opened it', async () => {
  const server = await startServer({ LOG_LEVEL: 'info' })
  const line = await (await register(server.url)).connect()
  await expect.poll(server.log).toContain('socket connected')
  const [connected = ''] = server
    .log()
    .split('\n')
    .filter((entry) => entry.includes('socket connected'))
  const { requestId, address } = JSON.parse(connected)
  expect(address).toBe('127.0.0.1')
  const commands = () =>
    server
      .log()
      .split('\n')
      .filter((entry) => entry.includes('"event":"room:unwatch"'))
  const ask = () => line.ask('room:unwatch', { roomId: 'none' })
  await ask()
  expect(commands()).toEqual([])
  server.process.kill('SIGUSR2')
  await expect.poll(server.log).toContain('"tells":"debug"')
  await ask()
  await expect.poll(commands).toEqual([expect.stringContaining(`"requestId":"${requestId}.`)])
  server.process.kill('SIGUSR2')
  await expect.poll(server.log).toContain('"tells":"info"')
  await ask()
  expect(commands()).toHaveLength(1)
  line.close()
  await expect.poll(server.log).toContain('socket closed')
  await server.stop()
})
