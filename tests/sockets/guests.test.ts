import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { TokenPair } from '#lib/accounts/schema.ts'
import type { GuestLink } from '#lib/guests/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, http, type Program, program, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)
const { url } = server
const ana = await register(url, 'Ana')
const bob = await register(url, 'Bob')

async function openLink(owner: Program, { id }: Room): Promise<string> {
  const link = await owner.post<GuestLink>(`/rooms/${id}/guest-link`)
  return link.url.split('/').at(-1) ?? ''
}

async function come(token: string, name = 'Gus'): Promise<Program> {
  const { status, body } = await http(url)('POST', '/guests', { token, name })
  expect(status).toBe(201)
  return program(url, body as TokenPair)
}

/** How long something took, in milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

test('a guest hears of their room, and nothing of any other, whatever happens there', async () => {
  const room = await createRoom(ana, [bob], { name: 'Open house' })
  const gus = await come(await openLink(ana, room))
  const line = await gus.connect()
  await line.send('room:watch', { roomId: room.id })
  const [a, b] = [await ana.connect(), await bob.connect()]

  const kinds = [{ visibility: 'private' }, { visibility: 'public', type: 'video', name: randomUUID() }]
  const others = [await createRoom(ana, [bob], kinds[0]), await createRoom(ana, [bob], kinds[1])]
  others.push(await ana.post<Room>('/rooms', { visibility: 'direct', userIds: [bob.user.id] }))
  for (const { id: roomId, visibility } of others) {
    for (const other of [a, b]) await other.send('room:watch', { roomId })
    const message = await say(a, roomId, 'secret')
    await b.send('reaction:set', { messageId: message.id, emoji: '👍', on: true })
    await b.send('typing:set', { roomId, typing: true })
    await a.send('message:edit', { messageId: message.id, content: 'secret still' })
    if (visibility !== 'direct') await ana.post(`/rooms/${roomId}/guest-link`)
    if (visibility === 'public')
      await a.send('call:join', { roomId, media: { microphone: true, camera: false, screen: false } })
    const replies = [
      await line.ask('room:watch', { roomId }),
      await line.ask('message:post', { roomId, clientId: randomUUID(), content: 'Hi' }),
      await line.ask('message:edit', { messageId: message.id, content: 'Hi' }),
      await line.ask('reaction:set', { messageId: message.id, emoji: '👍', on: true }),
      await line.ask('call:join', { roomId, media: { microphone: true, camera: true, screen: false } }),
    ]
    expect(replies.map((reply) => !reply.ok && reply.error.code)).toEqual(replies.map(() => 'not_found'))
    for (const path of ['', '/members', '/messages', '/changes?since=0', '/guest-link'])
      expect((await gus.http('GET', `/rooms/${roomId}${path}`)).status).toBe(404)
    await a.send('message:delete', { messageId: message.id })
  }
  await say(a, room.id, 'for all of this room')
  await line.next('message:posted', ({ content }) => content === 'for all of this room')
  const heard = [
    'message:posted',
    'message:changed',
    'message:gone',
    'room:activity',
    'room:changed',
  ] as const
  const rest = [...heard, 'typing:changed', 'presence:changed', 'call:joined', 'invites:changed'] as const
  const where = rest
    .flatMap((event) => line.heard(event))
    .map((one) => ('roomId' in one ? one.roomId : one.id))
  expect(where.filter((roomId) => roomId !== room.id)).toEqual([])
  expect(await gus.get('/rooms?scope=browse')).toMatchObject({ items: [] })
  expect(await gus.get('/search?q=secret')).toMatchObject({ items: [] })
  for (const one of [line, a, b]) one.close()
})

test('at once after its end a link has closed the lines and seats of whoever came by it', async () => {
  const room = await createRoom(ana, [], { type: 'video' })
  const gus = await come(await openLink(ana, room))
  const [line, a] = [await gus.connect(), await ana.connect()]
  for (const one of [line, a]) await one.send('room:watch', { roomId: room.id })
  await line.send('call:join', {
    roomId: room.id,
    media: { microphone: true, camera: false, screen: false },
  })
  const [one] = [await a.next('call:joined')]
  const took = await timed(async () => {
    await ana.http('PATCH', `/rooms/${room.id}`, { guestLink: false })
    expect(await line.next('session:ended')).toEqual({ reason: 'guest_over' })
    await line.closed
    await a.next('call:left', ({ participantId }) => participantId === one.participantId)
  })
  expect(took).toBeLessThan(5_000)
  expect((await gus.http('GET', '/me')).status).toBe(401)
  const { refreshToken } = gus
  expect((await http(url)('POST', '/auth/refresh', { refreshToken })).status).toBe(401)
  await expect(gus.connect()).rejects.toThrow()
  expect(await ana.get(`/rooms/${room.id}`)).toMatchObject({ guestLink: null, memberCount: 1 })
  a.close()
})

test('a guest who is removed is gone with their session at once', async () => {
  const room = await createRoom(ana)
  const token = await openLink(ana, room)
  const [gus, eve] = [await come(token), await come(token, 'Eve')]
  const [line, other] = [await gus.connect(), await eve.connect()]
  const took = await timed(async () => {
    await ana.http('DELETE', `/rooms/${room.id}/members/${gus.user.id}`)
    await line.closed
  })
  expect(took).toBeLessThan(5_000)
  expect((await gus.http('GET', '/me')).status).toBe(401)
  expect((await gus.http('POST', `/rooms/${room.id}/join`)).status).toBe(401)
  expect(other.socket.connected, 'the others stay').toBe(true)
  other.close()
})

test('whoever tries links from one address has so many tries', async () => {
  const narrow = await startServer({ LIMIT_REGISTRATIONS_PER_10MIN: '3' })
  const tries: number[] = []
  for (let n = 0; n < 4; n += 1)
    tries.push((await http(narrow.url)('POST', '/guests', { token: `${randomUUID()}`, name: 'Gus' })).status)
  await narrow.stop()
  expect(tries).toEqual([404, 404, 404, 429])
})
