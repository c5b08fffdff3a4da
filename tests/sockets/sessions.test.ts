import { afterAll, expect, test } from 'vitest'
import type { Session, TokenPair } from '#lib/accounts/schema.ts'
import { connect, createRoom, http, program, register, say } from '../client.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)
// The first account is the administrator's.
const admin = await register(server.url, 'Ada')

const refused = async (token: string, options: object = {}) => {
  try {
    await connect(server.url, token, options)
    return 'let in'
  } catch (error) {
    return error instanceof Error && 'data' in error ? (error.data as { code: string }).code : String(error)
  }
}

test.each([
  ['none', ''],
  ['nonsense', 'nonsense'],
  ['a JWT of another', `${btoa('{"alg":"none"}')}.${btoa('{"sid":"x"}')}.`],
])('a handshake with %s as its token is refused', async (_what, token) => {
  expect(await refused(token)).toBe('unauthenticated')
})

test('a handshake from a page of another site is refused, even with a good cookie', async () => {
  const outcome = await refused('', { auth: {}, extraHeaders: { origin: 'https://evil.example' } })
  expect(outcome).not.toBe('let in')
})

test('signing out closes the sockets of that session, and no others', async () => {
  const ana = await register(server.url)
  const pair = (await http(server.url)('POST', '/auth/login', { email: ana.user.email, password })).body
  const phone = program(server.url, pair as TokenPair)
  const [here, there] = [await ana.connect(), await phone.connect()]
  await phone.http('POST', '/auth/logout')
  expect(await there.next('session:ended')).toEqual({ reason: 'signed_out' })
  expect(await there.closed).toBe('io server disconnect')
  expect(await refused(phone.accessToken)).toBe('unauthenticated')
  expect((await phone.http('GET', '/me')).status).toBe(401)
  expect(here.socket.connected).toBe(true)
  expect((await ana.http('GET', '/me')).status).toBe(200)
})

test('a session revoked from another device ends at once', async () => {
  const ana = await register(server.url)
  const pair = (await http(server.url)('POST', '/auth/login', { email: ana.user.email, password })).body
  const phone = program(server.url, pair as TokenPair)
  const line = await phone.connect()
  const { items } = await ana.get<{ items: Session[] }>('/me/sessions')
  const other = items.find((session) => !session.current)
  expect((await ana.http('DELETE', `/me/sessions/${other?.id}`)).status).toBe(204)
  expect(await line.next('session:ended')).toEqual({ reason: 'revoked' })
  expect(await line.closed).toBe('io server disconnect')
})

test('whoever is deactivated is told so and closed, and no door opens again', async () => {
  const ana = await register(server.url)
  const line = await ana.connect()
  const told = await admin.http('PATCH', `/admin/users/${ana.user.id}`, { state: 'deactivated' })
  expect(told).toMatchObject({ status: 200, body: { state: 'deactivated', sessionCount: 0 } })
  expect(await line.next('session:ended')).toEqual({ reason: 'deactivated' })
  expect(await line.closed).toBe('io server disconnect')
  expect(await refused(ana.accessToken)).toBe('unauthenticated')
  expect((await ana.http('GET', '/me')).status).toBe(401)
  const { refreshToken, user } = ana
  expect((await http(server.url)('POST', '/auth/refresh', { refreshToken })).status).toBe(401)
  expect(await http(server.url)('POST', '/auth/login', { email: user.email, password })).toMatchObject({
    status: 403,
    body: { reason: 'accounts.deactivated' },
  })
})

test('a socket that is open has its new role with the next command', async () => {
  const ana = await register(server.url)
  const line = await ana.connect()
  const room = await createRoom(admin, [], { visibility: 'public' })
  await admin.http('PATCH', `/admin/users/${ana.user.id}`, { role: 'guest' })
  await expect(line.send('room:watch', { roomId: room.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('a refresh token used twice ends the session, its sockets too', async () => {
  const ana = await register(server.url)
  const line = await ana.connect()
  const refresh = (from: string) =>
    http(server.url)('POST', '/auth/refresh', { refreshToken: ana.refreshToken }, { 'user-agent': from })
  expect((await refresh('Own program')).status).toBe(200)
  expect((await refresh('Own program')).status, 'asked twice in the same moment').toBe(200)
  expect((await refresh('Another program')).status).toBe(401)
  await line.next('session:ended')
  await line.closed
  expect((await ana.http('GET', '/me')).status).toBe(401)
})

test('the 21st socket of a person closes the oldest one', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  const lines = []
  for (let i = 0; i < 20; i++) lines.push(await ana.connect())
  const [oldest, next] = lines
  lines.push(await ana.connect())
  expect(await oldest?.next('session:ended')).toEqual({ reason: 'too_many_sockets' })
  expect(await oldest?.closed).toBe('io server disconnect')
  expect(next?.socket.connected).toBe(true)
  const last = lines.at(-1)
  if (last) await expect(say(last, room.id)).resolves.toMatchObject({ seq: 1 })
})
