import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Seat } from '#lib/calls/schema.ts'
import type { Message } from '#lib/messages/schema.ts'
import { createRoom, http, register, say, upload } from '../client.ts'
import { startPair } from '../pair.ts'
import { download } from '../transfers.ts'

const { east, west, redis } = await startPair({ LIMIT_MESSAGES_PER_5S: '100000' })
const ana = await register(east.url, 'Ana')
const bob = await register(west.url, 'Bob')

/** Ana at one process, Bob at the other, in one room that both have open. */
async function apart(room: object = {}) {
  const made = await createRoom(ana, [bob], room)
  const [a, b] = [await ana.connect(east.url), await bob.connect(west.url)]
  for (const line of [a, b]) await line.send('room:watch', { roomId: made.id })
  return { room: made, a, b }
}

test('people at different processes talk, each message once and in order', async () => {
  const { room, a, b } = await apart()
  await Promise.all(Array.from({ length: 40 }, (_, i) => say(i % 2 ? a : b, room.id, `${i}`)))
  for (const line of [a, b]) {
    await line.next('message:posted', ({ seq }) => seq === 40)
    // What was said at the other process may come after what was said later at one's own.
    const seqs = () => line.heard('message:posted').map(({ seq }) => seq)
    const all = Array.from({ length: 39 }, (_, i) => i + 1)
    await expect.poll(() => seqs().sort((x, y) => x - y)).toEqual(all)
  }
})

test('whoever is deactivated at one process loses socket and seat at the other', async () => {
  const cleo = await register(west.url, 'Cleo')
  const room = await createRoom(ana, [cleo], { type: 'video' })
  const [watching, leaving] = [await ana.connect(east.url), await cleo.connect(west.url)]
  await watching.send('room:watch', { roomId: room.id })
  await leaving.send('call:join', {
    roomId: room.id,
    media: { microphone: true, camera: false, screen: false },
  })
  await watching.next('call:joined')
  await ana.http('PATCH', `/admin/users/${cleo.user.id}`, { state: 'deactivated' })
  expect(await leaving.closed).toBe('io server disconnect')
  await watching.next('call:left')
})

test('edits, reading and hints cross over', async () => {
  const { room, a, b } = await apart()
  const message = await say(a, room.id, 'Helo')
  await b.next('message:posted')
  await a.send('message:edit', { messageId: message.id, content: 'Hello' })
  expect(await b.next('message:changed')).toMatchObject({ content: 'Hello' })

  const elsewhere = await bob.connect(east.url)
  await b.send('read:mark', { roomId: room.id, seq: 1 })
  expect(await elsewhere.next('read:changed')).toEqual({ roomId: room.id, lastReadSeq: 1 })

  await b.send('room:unwatch', { roomId: room.id })
  await say(a, room.id, `<@${bob.user.id}>`)
  const hint = await b.next('room:activity', ({ roomId, lastSeq }) => roomId === room.id && lastSeq === 2)
  expect(hint.mentioned).toBe(true)
})

test('what a process has kept of a history shows what the other one changes, and is nobody’s whose right ended', async () => {
  const room = await createRoom(ana, [bob], { visibility: 'private' })
  const line = await ana.connect(east.url)
  const message = await say(line, room.id, 'Helo')
  const page = `/rooms/${room.id}/messages`
  const read = (etag = '') =>
    http(west.url, bob.accessToken)('GET', page, undefined, { 'if-none-match': etag })
  const first = await read()
  const etag = String(first.headers.get('etag'))
  expect((await read(etag)).status).toBe(304)

  await line.send('message:edit', { messageId: message.id, content: 'Hello' })
  expect(await read(etag)).toMatchObject({ status: 200, body: { items: [{ content: 'Hello' }] } })
  await http(east.url, ana.accessToken)('PATCH', '/me', { name: 'Anabel' })
  const renamed = await read()
  expect(renamed.body).toMatchObject({ items: [{ author: { name: 'Anabel' } }] })
  await http(east.url, ana.accessToken)('PATCH', '/me', { name: 'Ana' })

  await http(east.url, ana.accessToken)('DELETE', `/rooms/${room.id}/members/${bob.user.id}`)
  expect((await read(String(renamed.headers.get('etag')))).status).toBe(404)
  line.close()
})

test('nor what it has kept of somebody’s list of rooms', async () => {
  const mia = await register(west.url, 'Mia')
  const room = await createRoom(ana, [mia], { visibility: 'private' })
  const line = await ana.connect(east.url)
  const hers = http(west.url, mia.accessToken)
  const message = await say(line, room.id, 'Hello')
  const shown = async () => {
    const { body, headers } = await hers('GET', '/rooms')
    const again = await hers('GET', '/rooms', undefined, { 'if-none-match': String(headers.get('etag')) })
    expect(again.status).toBe(304)
    return body
  }
  const here = http(east.url, ana.accessToken)
  expect(await shown()).toMatchObject({ items: [{ name: room.name, unreadCount: 1, mentionCount: 0 }] })
  await here('PATCH', `/rooms/${room.id}`, { name: 'Winter garden' })
  expect(await shown()).toMatchObject({ items: [{ name: 'Winter garden' }] })
  await line.send('message:edit', { messageId: message.id, content: `<@${mia.user.id}>` })
  expect(await shown()).toMatchObject({ items: [{ mentionCount: 1 }] })
  await line.send('message:delete', { messageId: message.id })
  expect(await shown()).toMatchObject({ items: [{ mentionCount: 0 }] })
  await http(east.url, mia.accessToken)('PUT', `/rooms/${room.id}/read`, { seq: 1 })
  expect(await shown()).toMatchObject({ items: [{ lastReadSeq: 1, unreadCount: 0 }] })
  await here('PATCH', '/me', { name: 'Anabel' })
  expect(await shown()).toMatchObject({ items: [{ creator: { name: 'Anabel' } }] })
  await here('PATCH', '/me', { name: 'Ana' })
  await here('DELETE', `/rooms/${room.id}/members/${mia.user.id}`)
  expect(await shown()).toMatchObject({ items: [] })
  line.close()
})

test('typing and presence cross over', async () => {
  const mia = await register(west.url, 'Mia')
  const room = await createRoom(ana, [bob, mia])
  const [a, b] = [await ana.connect(east.url), await bob.connect(west.url)]
  for (const line of [a, b]) await line.send('room:watch', { roomId: room.id })
  await a.send('typing:set', { roomId: room.id, typing: true })
  await b.next('typing:changed', ({ roomId, userIds }) => roomId === room.id && userIds.includes(ana.user.id))

  const m = await mia.connect(west.url)
  await a.next('presence:changed', ({ roomId, online }) => roomId === room.id && online.includes(mia.user.id))
  const { online } = await a.send('room:watch', { roomId: room.id })
  expect(online).toEqual(expect.arrayContaining([ana.user.id, bob.user.id, mia.user.id]))
  m.close()
  await a.next(
    'presence:changed',
    ({ roomId, offline }) => roomId === room.id && offline.includes(mia.user.id),
  )
})

test('a session revoked at one process ends at the other, sockets too', async () => {
  const eve = await register(east.url, 'Eve')
  const line = await eve.connect(west.url)
  expect((await http(east.url, eve.accessToken)('POST', '/auth/logout')).status).toBe(204)
  expect(await line.next('session:ended')).toEqual({ reason: 'signed_out' })
  await line.closed
  expect((await http(west.url, eve.accessToken)('GET', '/me')).status).toBe(401)
})

test('passwords guessed at one process are counted at the other', async () => {
  const zoe = await register(east.url, 'Zoe')
  const guess = (url: string) =>
    http(url)('POST', '/auth/login', { email: zoe.user.email, password: 'wrong password' })
  const statuses = []
  for (let i = 0; i < 5; i++) for (const { url } of [east, west]) statuses.push((await guess(url)).status)
  expect(statuses).toEqual(Array(10).fill(401))
  for (const { url } of [east, west]) expect((await guess(url)).status).toBe(429)
})

test('whoever is removed at one process hears nothing more at the other', async () => {
  const { room, a, b } = await apart({ visibility: 'private' })
  await ana.http('DELETE', `/rooms/${room.id}/members/${bob.user.id}`)
  expect(await b.next('room:removed', ({ roomId }) => roomId === room.id)).toMatchObject({
    reason: 'removed',
  })
  await say(a, room.id, 'now that we are alone')
  expect(await b.ask('room:watch', { roomId: room.id })).toMatchObject({ error: { code: 'not_found' } })
  expect(b.heard('message:posted').filter(({ roomId }) => roomId === room.id)).toEqual([])
})

test('a right that ends or begins at one process is felt by the very next search at the other', async () => {
  const rooms = []
  for (let i = 0; i < 10; i++) rooms.push(await createRoom(ana, [bob], { name: `Wood ${i}` }))
  const a = await ana.connect(east.url)
  const found = async () =>
    (await bob.get<{ items: Message[] }>('/search?q=sycamore')).items.map(({ content }) => content).sort()
  const said = []
  for (const [i, { id }] of rooms.slice(0, 3).entries()) said.push(await say(a, id, `sycamore ${i}`))
  await expect.poll(found, { timeout: 40_000 }).toEqual(['sycamore 0', 'sycamore 1', 'sycamore 2'])

  const [left, mended, gone] = said.map(({ id, roomId }) => ({ id, roomId }))
  await ana.http('DELETE', `/rooms/${left?.roomId}/members/${bob.user.id}`)
  expect(await found()).toEqual(['sycamore 1', 'sycamore 2'])
  await a.send('message:edit', { messageId: mended?.id ?? '', content: 'a plane' })
  expect(await found()).toEqual(['sycamore 2'])
  await a.send('message:delete', { messageId: gone?.id ?? '' })
  expect(await found()).toEqual([])
  await ana.post(`/rooms/${left?.roomId}/members`, { userId: bob.user.id })
  expect(await found()).toEqual(['sycamore 0'])
})

test('a call across processes: one roster, signals to the one they name', async () => {
  const { room, a, b } = await apart({ type: 'video' })
  const { id: roomId } = room
  const media = { microphone: true, camera: true, screen: false }
  const first: Seat = await a.send('call:join', { roomId, media })
  await b.next('call:joined', ({ participantId }) => participantId === first.participantId)
  const second: Seat = await b.send('call:join', { roomId, media })
  expect(second.participants.map(({ participantId }) => participantId).sort()).toEqual(
    [first.participantId, second.participantId].sort(),
  )
  await a.next('call:joined', ({ participantId }) => participantId === second.participantId)

  const description = { type: 'offer', sdp: 'v=0' } as const
  await b.send('call:signal', { roomId, to: first.participantId, epoch: 0, description })
  expect(await a.next('call:signaled')).toMatchObject({ from: second.participantId, description })
  expect(b.heard('call:signaled')).toEqual([])

  const many = Array.from({ length: 40 }, (_, epoch) => epoch + 1)
  const send = (epoch: number) => b.send('call:signal', { roomId, to: first.participantId, epoch })
  await Promise.all(many.map(send))
  await a.next('call:signaled', ({ epoch }) => epoch === many.length)
  const others = a.heard('call:signaled').map(({ epoch }) => epoch)
  expect(others, 'in the order in which they were sent').toEqual(many.slice(0, -1))

  await a.send('call:update', { roomId, media: { ...media, microphone: false } })
  await b.next('call:changed', (one) => one.participantId === first.participantId && !one.media.microphone)
  await a.send('call:leave', { roomId })
  expect(await b.next('call:left')).toMatchObject({ participantId: first.participantId, reason: 'left' })
})

test('without Redis each process goes on by itself, and what was missed is caught up', {
  timeout: 90_000,
}, async () => {
  const { room, a, b } = await apart()
  await redis.stop()
  const said = await say(a, room.id, 'while Redis is away')
  expect(await a.next('message:posted')).toMatchObject({ id: said.id })
  expect((await fetch(`${east.url}/readyz`)).status).toBe(200)
  const caught = await b.send('room:watch', { roomId: room.id, since: 0 })
  expect(caught.changes.map(({ id }) => id)).toEqual([said.id])
})

test('without Redis a right ends at once where the one who ends it is', async () => {
  const room = await createRoom(ana, [bob], { visibility: 'private', type: 'video' })
  const [a, here] = [await ana.connect(east.url), await bob.connect(east.url)]
  for (const line of [a, here]) await line.send('room:watch', { roomId: room.id })
  expect((await ana.http('DELETE', `/rooms/${room.id}/members/${bob.user.id}`)).status).toBe(204)
  await say(a, room.id, 'now that we are alone')
  await a.next('message:posted', ({ roomId }) => roomId === room.id)
  await here.next('room:removed', ({ roomId }) => roomId === room.id)
  await here.ask('room:watch', { roomId: room.id })
  expect(here.heard('message:posted').filter(({ roomId }) => roomId === room.id)).toEqual([])

  const eve = await register(east.url, 'Eve')
  const line = await eve.connect(east.url)
  expect((await http(east.url, eve.accessToken)('POST', '/auth/logout')).status).toBe(204)
  await line.closed
})

test('without Redis a download at one process ends with the session that the other one ends', async () => {
  const eve = await register(east.url, 'Eve')
  const room = await createRoom(ana, [eve], { visibility: 'private' })
  const size = 48 * 1_048_576
  const file = await upload(ana, 'large', Buffer.alloc(size, 'x'))
  const sent = { clientId: randomUUID(), content: '', attachmentIds: [file.id] }
  expect((await ana.http('POST', `/rooms/${room.id}/messages`, sent)).status).toBe(201)
  const theirs = await download(eve, `/files/${file.id}`, west.url)
  const mine = await download(ana, `/files/${file.id}`, west.url)
  expect((await http(east.url, eve.accessToken)('POST', '/auth/logout')).status).toBe(204)
  await theirs.cut()
  expect(await theirs.rest()).toMatchObject({ whole: false })
  expect(await mine.rest()).toEqual({ bytes: size, whole: true })
})

test('when Redis is back, every line is closed once, so that what was missed is asked for', async () => {
  const lines = [await ana.connect(east.url), await bob.connect(west.url)]
  await redis.startAgain()
  for (const line of lines) expect(await line.closed).toMatch(/^transport (close|error)$/)
  const { room, a, b } = await apart()
  await say(a, room.id, 'together again')
  await b.next('message:posted', ({ roomId }) => roomId === room.id)
})

test('a reminder comes and what was scheduled is sent once, although two processes look for what is due', async () => {
  const { room, a, b } = await apart()
  const { id } = await say(a, room.id, 'remember')
  const [elsewhere, at] = [await bob.connect(east.url), new Date(Date.now() + 700).toISOString()]
  await bob.http('PUT', `/me/reminders/${id}`, { remindAt: at })
  const clientId = randomUUID()
  const scheduled = { clientId, content: 'sent later', sendAt: at }
  for (const url of [east.url, west.url])
    await http(url, bob.accessToken)('POST', `/rooms/${room.id}/scheduled`, scheduled)
  for (const line of [b, elsewhere]) {
    await line.next('reminder:changed', ({ change }) => change === 'came')
    await line.next('scheduled:changed', ({ change }) => change === 'sent')
  }
  await a.next('message:posted', ({ content }) => content === 'sent later')
  await say(b, room.id, 'end')
  for (const line of [a, b]) {
    await line.next('message:posted', ({ content }) => content === 'end')
    expect(
      line.heard('message:posted').filter(({ content }) => content === 'sent later').length,
    ).toBeLessThan(2)
  }
  expect(elsewhere.heard('reminder:changed').filter(({ change }) => change === 'came')).toEqual([])
  const { items } = await bob.get<{ items: Message[] }>(`/rooms/${room.id}/messages`)
  expect(items.map(({ content }) => content)).toEqual(['remember', 'sent later', 'end'])
  expect(items[1]?.clientId).toBe(clientId)
})
