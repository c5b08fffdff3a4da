import { afterAll, expect, test } from 'vitest'
import { connect, createRoom, http, register } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)

test('NUL and cursors that no list gave out are no fault of the server', async () => {
  const ana = await register(server.url)
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  expect((await ana.http('GET', '/users?query=%00')).status).toBe(200)
  expect((await ana.http('GET', '/rooms?query=%00')).status).toBe(200)
  for (const value of [[1.5, 'a'], [1e300, 'a'], ['a'], 'a', [1, '\0']])
    expect((await ana.http('GET', `/rooms?cursor=${cursor(value)}`)).status, JSON.stringify(value)).toBe(400)
  expect((await ana.http('GET', `/users?cursor=${cursor(['\0', 'a'])}`)).status).toBe(400)
  const refresh = await http(server.url)('POST', '/auth/refresh', { refreshToken: 'a\0.b' })
  expect(refresh.status).toBe(400)
})

test('the length of a message counts after trimming', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const post = (content: string) =>
    ana.http('POST', `/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content })
  expect((await post(' '.repeat(17_000) + 'x'.repeat(16_000))).status).toBe(201)
  expect((await post('x'.repeat(16_001))).status).toBe(400)
})

test('a socket that brings nothing is not signed in', async () => {
  const refused = connect(server.url, '', { auth: {} })
  await expect(refused).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
})
