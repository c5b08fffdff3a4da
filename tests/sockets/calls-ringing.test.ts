import { afterAll, expect, test } from 'vitest'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, type Program, register } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)

const media = { microphone: true, camera: false, screen: false }
const refused = (code: string) => ({ ok: false, error: { code, message: expect.any(String) } })
const personOf = ({ user }: Program) => ({ id: user.id, name: user.name, avatarUrl: null })

/** The direct room of three, in whose call Ana sits. */
async function calling() {
  const [ana, bob, cy] = [
    await register(server.url, 'Ana'),
    await register(server.url, 'Bob'),
    await register(server.url, 'Cy'),
  ]
  const userIds = [bob.user.id, cy.user.id]
  const { id: roomId } = await ana.post<Room>('/rooms', { visibility: 'direct', userIds })
  const [a, b, c] = [await ana.connect(), await bob.connect(), await cy.connect()]
  const seat = await a.send('call:join', { roomId, media })
  return { ana, bob, cy, a, b, c, roomId, seat }
}

test('a direct room rings for those who are not in its call, wherever they are', async () => {
  const { ana, a, b, c, roomId } = await calling()
  await c.send('call:join', { roomId, media })
  await a.send('call:ring', { roomId })
  expect(await b.next('call:ringing')).toEqual({ roomId, from: personOf(ana) })
  const again = await a.ask('call:ring', { roomId })
  expect(again).toMatchObject(refused('rate_limited'))
  expect(!again.ok && again.error.retryAfterMs).toBeGreaterThan(0)
  expect(b.heard('call:ringing')).toEqual([])
  await c.send('call:ring', { roomId })
  expect(await b.next('call:ringing'), 'the limit is the caller’s').toMatchObject({ roomId })
  expect([a, c].flatMap((line) => line.heard('call:ringing'))).toEqual([])
})

test('declining stops the ringing in one’s other tabs, and the call hears of it', async () => {
  const { bob, a, b, c, roomId } = await calling()
  const tab = await bob.connect()
  await a.send('call:ring', { roomId })
  for (const line of [b, tab]) await line.next('call:ringing')
  await b.send('call:decline', { roomId })
  for (const line of [a, tab])
    expect(await line.next('call:declined')).toEqual({ roomId, person: personOf(bob) })
  expect(c.heard('call:declined')).toEqual([])
})

test('only those in the call ring, only those outside decline, and strangers do neither', async () => {
  const { a, b, c, roomId } = await calling()
  const e = await (await register(server.url, 'Eve')).connect()
  for (const line of [b, e])
    expect(await line.ask('call:ring', { roomId })).toMatchObject(refused('not_found'))
  expect(await e.ask('call:decline', { roomId })).toMatchObject(refused('not_found'))
  expect(await a.ask('call:decline', { roomId })).toMatchObject(refused('conflict'))
  await a.send('call:leave', { roomId })
  expect(await a.ask('call:ring', { roomId })).toMatchObject(refused('not_found'))
  expect(await b.ask('call:decline', { roomId }), 'nobody calls any more').toMatchObject(refused('not_found'))
  expect([b, c].flatMap((line) => line.heard('call:ringing'))).toEqual([])
})

test('other rooms do not ring', async () => {
  const [ana, bob] = [await register(server.url, 'Ana'), await register(server.url, 'Bob')]
  const { id: roomId } = await createRoom(ana, [bob], { type: 'video' })
  const [a, b] = [await ana.connect(), await bob.connect()]
  await a.send('call:join', { roomId, media })
  const words = {
    ok: false,
    error: {
      code: 'conflict',
      reason: 'calls.ringDirect',
      message: 'Only direct rooms ring.',
      requestId: expect.any(String),
    },
  }
  expect(await a.ask('call:ring', { roomId })).toEqual(words)
  expect(await b.ask('call:decline', { roomId })).toEqual(words)
  expect(b.heard('call:ringing')).toEqual([])
})

test('a reaction is shown to the call, and is one emoji', async () => {
  const { a, b, c, roomId, seat } = await calling()
  await b.send('call:join', { roomId, media })
  await a.send('call:react', { roomId, emoji: '🎉' })
  const shown = { roomId, participantId: seat.participantId, emoji: '🎉' }
  for (const line of [a, b]) expect(await line.next('call:reacted')).toEqual(shown)
  for (const emoji of ['', 'no', '🎉🎉', '<b>'])
    expect(await a.ask('call:react', { roomId, emoji })).toMatchObject(refused('invalid_input'))
  expect(await c.ask('call:react', { roomId, emoji: '🎉' })).toMatchObject(refused('not_found'))
  expect([b, c].flatMap((line) => line.heard('call:reacted'))).toEqual([])
})

test('the servers for the relay’s check are told to an admin alone', async () => {
  // The first account of a server is its admin.
  const fresh = await startServer()
  const [admin, other] = [await register(fresh.url), await register(fresh.url)]
  expect(await admin.http('GET', '/ice-servers')).toMatchObject({ status: 200, body: { iceServers: [] } })
  expect((await other.http('GET', '/ice-servers')).status).toBe(403)
  await fresh.stop()
})
