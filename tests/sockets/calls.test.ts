import { afterAll, expect, test } from 'vitest'
import { createRoom, type Line, type Program, register } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)

const media = { microphone: true, camera: true, screen: false }
const description = { type: 'offer' as const, sdp: 'v=0' }

async function people(count: number): Promise<Program[]> {
  const all: Program[] = []
  for (let at = 0; at < count; at++) all.push(await register(server.url, `Person ${at}`))
  return all
}

/** A video room with its owner and one more in the call. */
async function callOfTwo() {
  const [ana, bob] = await people(2)
  if (!ana || !bob) throw new Error('nobody came')
  const room = await createRoom(ana, [bob], { type: 'video' })
  const [lineA, lineB] = [await ana.connect(), await bob.connect()]
  const seatA = await lineA.send('call:join', { roomId: room.id, media })
  const seatB = await lineB.send('call:join', { roomId: room.id, media })
  return { room, ana, bob, lineA, lineB, seatA, seatB }
}

const code = async (line: Line, roomId: string, to: string) => {
  const reply = await line.ask('call:signal', { roomId, to, epoch: 1, description })
  return reply.ok ? 'ok' : reply.error.code
}

test('the one who joins later has the higher joinSeq and the whole roster; the other is told', async () => {
  const { lineA, seatA, seatB } = await callOfTwo()
  expect(seatB.participants.map((one) => one.participantId)).toEqual([
    seatA.participantId,
    seatB.participantId,
  ])
  const [first, second] = seatB.participants
  expect(second?.joinSeq).toBeGreaterThan(first?.joinSeq ?? Number.POSITIVE_INFINITY)
  expect(await lineA.next('call:joined', (one) => one.participantId === seatB.participantId)).toMatchObject({
    media,
    hand: false,
    status: 'connected',
  })
})

test('a signal reaches the one it names, from whom the server says, and nobody else', async () => {
  const { room, ana, lineA, lineB, seatA, seatB } = await callOfTwo()
  const cy = await register(server.url, 'Cy')
  await ana.post(`/rooms/${room.id}/members`, { userId: cy.user.id })
  const lineC = await cy.connect()
  await lineC.send('call:join', { roomId: room.id, media })

  const forged = { roomId: room.id, to: seatA.participantId, epoch: 7, description, from: 'somebody-else' }
  await lineB.send('call:signal', forged)
  expect(await lineA.next('call:signaled')).toEqual({
    roomId: room.id,
    from: seatB.participantId,
    epoch: 7,
    description,
  })
  await lineA.send('call:signal', { roomId: room.id, to: seatB.participantId, epoch: 7, candidate: null })
  expect(await lineB.next('call:signaled')).toMatchObject({ from: seatA.participantId, candidate: null })
  expect(lineC.heard('call:signaled')).toEqual([])
})

test('signals to nobody, to oneself, into another call and from outside are refused', async () => {
  const { room, lineA, seatA } = await callOfTwo()
  const other = await callOfTwo()
  expect(await code(lineA, room.id, 'nobody')).toBe('not_found')
  expect(await code(lineA, room.id, seatA.participantId)).toBe('not_found')
  expect(await code(lineA, room.id, other.seatA.participantId)).toBe('not_found')
  expect(await code(lineA, other.room.id, other.seatA.participantId)).toBe('not_found')

  const stranger = await (await register(server.url)).connect()
  expect(await code(stranger, room.id, seatA.participantId)).toBe('not_found')
  expect(other.lineA.heard('call:signaled')).toEqual([])
  expect(lineA.heard('call:signaled')).toEqual([])
})

test('an oversized description is refused', async () => {
  const { room, lineB, seatA } = await callOfTwo()
  const sdp = 'x'.repeat(65_537)
  const input = { roomId: room.id, to: seatA.participantId, epoch: 1, description: { ...description, sdp } }
  expect(await lineB.ask('call:signal', input)).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
})

test('who was removed hears it, is gone for all, and can neither signal nor resume', async () => {
  const { room, lineA, lineB, seatA, seatB } = await callOfTwo()
  expect(
    await lineB.ask('call:moderate', {
      roomId: room.id,
      participantId: seatA.participantId,
      action: 'remove',
    }),
  ).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  await lineA.send('call:moderate', { roomId: room.id, participantId: seatB.participantId, action: 'remove' })
  expect(await lineB.next('call:moderated')).toEqual({ roomId: room.id, action: 'remove' })
  expect(await lineA.next('call:left')).toMatchObject({
    participantId: seatB.participantId,
    reason: 'removed',
  })
  expect(await code(lineB, room.id, seatA.participantId)).toBe('not_found')
  expect(await lineB.ask('call:resume', { resumeToken: seatB.resumeToken, media })).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  })
})

test('a lost socket keeps the seat, and the same seat is taken again by another', async () => {
  const { bob, lineA, lineB, seatB } = await callOfTwo()
  lineB.close()
  const away = await lineA.next('call:changed', (one) => one.status === 'reconnecting')
  expect(away.participantId).toBe(seatB.participantId)
  const again = await bob.connect()
  const muted = { ...media, microphone: false }
  const seat = await again.send('call:resume', { resumeToken: seatB.resumeToken, media: muted })
  expect(seat.participantId).toBe(seatB.participantId)
  const back = await lineA.next('call:changed', (one) => one.status === 'connected')
  expect(back).toMatchObject({ participantId: seatB.participantId, media: muted })
  expect(lineA.heard('call:left')).toEqual([])
})

test('the beacon of a closing page ends the seat at once; a reload takes it back', async () => {
  const { room, bob, lineA, seatB } = await callOfTwo()
  const { resumeToken, participantId } = seatB
  const beacon = await bob.http('POST', `/rooms/${room.id}/call/leave`, { resumeToken })
  expect(beacon.status).toBe(204)
  expect(await lineA.next('call:left')).toMatchObject({ participantId, reason: 'left' })
  const again = await bob.connect()
  expect((await again.send('call:resume', { resumeToken, media })).participantId).toBe(participantId)
  expect(await lineA.next('call:joined', (one) => one.participantId === participantId)).toBeTruthy()
})

test('a resume token is good for its owner alone', async () => {
  const { lineA, seatB } = await callOfTwo()
  expect(await lineA.ask('call:resume', { resumeToken: seatB.resumeToken, media })).toMatchObject({
    ok: false,
    error: { code: 'forbidden' },
  })
  expect(await lineA.ask('call:resume', { resumeToken: `${seatB.resumeToken}x`, media })).toMatchObject({
    ok: false,
    error: { code: 'forbidden' },
  })
})

test('moving the call to another tab ends the seat of the first', async () => {
  const { room, bob, lineA, lineB, seatB } = await callOfTwo()
  const tab = await bob.connect()
  const seat = await tab.send('call:join', { roomId: room.id, media, replace: true })
  expect(await lineB.next('call:replaced')).toEqual({ roomId: room.id })
  expect(await lineA.next('call:left')).toMatchObject({
    participantId: seatB.participantId,
    reason: 'replaced',
  })
  expect(seat.participants).toHaveLength(2)
})

test('the ninth is told that the call is full; the seventh with a camera, to come without', async () => {
  const [owner, ...others] = await people(9)
  if (!owner) throw new Error('nobody came')
  const room = await createRoom(owner, others, { type: 'video' })
  const join = async (person: Program, camera: boolean) =>
    (await person.connect()).ask('call:join', { roomId: room.id, media: { ...media, camera } })
  const all = [owner, ...others]
  for (const person of all.slice(0, 6)) expect(await join(person, true)).toMatchObject({ ok: true })
  for (const person of all.slice(6, 8)) {
    expect(await join(person, true)).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(await join(person, false)).toMatchObject({ ok: true })
  }
  for (const person of all.slice(8)) {
    expect(await join(person, false)).toMatchObject({ ok: false, error: { code: 'conflict' } })
  }
})

test('a room for text has no call', async () => {
  const ana = await register(server.url)
  const room = await createRoom(ana)
  expect(await (await ana.connect()).ask('call:join', { roomId: room.id, media })).toMatchObject({
    ok: false,
  })
})

test('a second device of one person gives its picture up for somebody who shows none', async () => {
  const small = await startServer({ LIMIT_CALL_VIDEO: '2' })
  const [ana, bob] = [await register(small.url, 'Ana'), await register(small.url, 'Bob')]
  const { id: roomId } = await createRoom(ana, [bob], { type: 'video' })
  const [first, second, other] = [await ana.connect(), await ana.connect(), await bob.connect()]
  await first.send('call:join', { roomId, media })
  const { participantId } = await second.send('call:join', { roomId, media })
  const seat = await other.send('call:join', { roomId, media })
  expect(seat.participants.map(({ media: { camera } }) => camera)).toEqual([true, false, true])
  expect(await second.next('call:moderated')).toEqual({ roomId, action: 'camera' })
  await first.next('call:changed', (one) => one.participantId === participantId && !one.media.camera)
  const again = await second.ask('call:update', { roomId, media })
  expect(again).toMatchObject({ ok: false, error: { code: 'conflict', issues: [{ path: 'media' }] } })
  await second.send('call:update', { roomId, media: { ...media, camera: false } })
  expect(first.heard('call:moderated')).toEqual([])
  await small.stop()
})

test('whoever opens a room sees its call, until the room is for text alone', async () => {
  const { room, ana, lineB } = await callOfTwo()
  const cy = await register(server.url, 'Cy')
  await ana.post(`/rooms/${room.id}/members`, { userId: cy.user.id })
  const lineC = await cy.connect()
  const seen = async () => (await lineC.send('room:watch', { roomId: room.id })).call?.participants.length
  expect(await seen()).toBe(2)
  await ana.http('PATCH', `/rooms/${room.id}`, { type: 'chat' })
  expect(await seen()).toBeUndefined()
  await ana.http('PATCH', `/rooms/${room.id}`, { type: 'video' })
  await lineB.send('call:join', { roomId: room.id, media })
  expect(await seen()).toBe(1)
})
