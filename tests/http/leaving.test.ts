import { once } from 'node:events'
import { afterAll, expect, test } from 'vitest'
import { createRoom, http, register, upload } from '../client.ts'
import { startServer } from '../server.ts'
import { dial, headOf } from './raw.ts'

const server = await startServer()
afterAll(server.stop)

/** Sends the beginning of a request and goes away: at once, or when the first of the answer has come. */
async function leave(line: string, headers: Record<string, string | number>, sent = '', waits = false) {
  const { socket, host } = dial(server)
  socket.write(headOf(line, host, headers) + sent)
  if (waits) await once(socket, 'data')
  else await once(socket, 'connect')
  socket.resetAndDestroy()
}

test('who goes away in the middle is no fault: nothing of it is in the log', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const file = await upload(ana, 'large', Buffer.alloc(20_000_000))
  const own = { authorization: `Bearer ${ana.accessToken}` }
  const begun = { 'content-length': 500, 'content-type': 'application/json' }
  const form = { ...begun, 'content-type': 'text/plain', 'next-action': '7f'.padEnd(42, '0') }
  const before = server.log()
  for (let round = 0; round < 5; round++) {
    await leave(`POST /api/v1/rooms/${room.id}/messages`, { ...own, ...begun }, '{"clientId":')
    await leave('POST /api/v1/auth/login', begun, '{"email":')
    await leave(
      'POST /api/auth/callback/credentials',
      { ...begun, 'content-type': 'application/x-www-form-urlencoded' },
      'email=',
    )
    await leave('POST /register', form, '[{')
    await leave(
      'POST /api/v1/uploads',
      { ...own, ...begun, 'content-type': 'multipart/form-data; boundary=x' },
      '--x',
    )
    await leave('GET /sign-in', {})
    await leave('GET /sign-in', {}, '', true)
    await leave(`GET ${file.url}`, own, '', true)
    await leave(`GET /api/v1/rooms/${room.id}/export`, own, '', true)
    await leave('GET /healthz', {}, 'garbage')
  }
  // Whoever comes afterwards is served, and nothing is left over.
  expect((await fetch(`${server.url}/sign-in`)).status).toBe(200)
  expect((await http(server.url, ana.accessToken)('GET', '/me')).status).toBe(200)
  expect(server.log()).toBe(before)
})
