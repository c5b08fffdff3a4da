import { afterAll, expect, test } from 'vitest'
import { createRoom, register } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer({ LIMIT_CALL_PARTICIPANTS: '40', LIMIT_CALL_VIDEO: '40' })
afterAll(server.stop)

const media = { microphone: true, camera: true, screen: false }

async function videoRoom() {
  const [ana, bob] = [await register(server.url, 'Ana'), await register(server.url, 'Bob')]
  const room = await createRoom(ana, [bob], { type: 'video' })
  return { ana, bob, roomId: room.id, watcher: await bob.connect() }
}

test('a socket that goes while its seat is on the way leaves no ghost', async () => {
  const { ana, roomId, watcher } = await videoRoom()
  const lines = await Promise.all(Array.from({ length: 10 }, () => ana.connect()))
  for (const line of lines) {
    line.socket.emit('call:join', { roomId, media })
    line.close()
  }
  const connected = async () => {
    const { call } = await watcher.send('room:watch', { roomId })
    return call?.participants.filter((one) => one.status === 'connected').length ?? 0
  }
  // A seat that was taken and lost is told of as reconnecting. Once one more has
  // come and gone, all before it are settled.
  const last = await ana.connect()
  await last.send('call:join', { roomId, media })
  expect(await connected()).toBe(1)
  await last.send('call:leave', { roomId })
  expect(await connected()).toBe(0)
})

test('one socket holds one seat, however often it asks', async () => {
  const { ana, roomId, watcher } = await videoRoom()
  const line = await ana.connect()
  const first = await line.send('call:join', { roomId, media })
  const second = await line.send('call:join', { roomId, media })
  expect(second.participants.map((one) => one.participantId)).toEqual([second.participantId])
  expect(second.participantId).not.toBe(first.participantId)
  // Without watching the room: what it hears is for those in the call.
  await line.send('call:update', { roomId, hand: true })
  expect(await line.next('call:changed')).toMatchObject({ participantId: second.participantId, hand: true })
  await line.send('call:leave', { roomId })
  expect((await watcher.send('room:watch', { roomId })).call).toBeNull()
})

test('a leave sent right after its join leaves nobody behind', async () => {
  const { ana, roomId, watcher } = await videoRoom()
  const line = await ana.connect()
  for (let time = 0; time < 5; time++) {
    await Promise.all([line.send('call:join', { roomId, media }), line.send('call:leave', { roomId })])
    expect((await watcher.send('room:watch', { roomId })).call).toBeNull()
  }
})

test('a tab whose seat has moved to another can neither speak nor leave for it', async () => {
  const { ana, bob, roomId, watcher } = await videoRoom()
  const [old, other] = [await ana.connect(), await bob.connect()]
  const seat = await old.send('call:join', { roomId, media })
  const peer = await other.send('call:join', { roomId, media })
  const copy = await ana.connect()
  const { participantId } = await copy.send('call:resume', { resumeToken: seat.resumeToken, media })
  expect(participantId).toBe(seat.participantId)
  await old.next('call:replaced')

  const signal = { roomId, to: peer.participantId, epoch: 1 }
  expect(await old.ask('call:signal', signal)).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect(await old.ask('call:update', { roomId, hand: true })).toMatchObject({ ok: false })
  await old.send('call:leave', { roomId })
  const { call } = await watcher.send('room:watch', { roomId })
  expect(call?.participants.map((one) => one.participantId)).toContain(participantId)
  await copy.send('call:signal', signal)
})

test('signing out ends the seat at once, and a left seat hears no more', async () => {
  const { ana, bob, roomId, watcher } = await videoRoom()
  await watcher.send('room:watch', { roomId })
  const [line, other] = [await ana.connect(), await bob.connect()]
  const seat = await line.send('call:join', { roomId, media })
  await other.send('call:join', { roomId, media })
  await other.send('call:leave', { roomId })
  await line.send('call:update', { roomId, hand: true })
  await watcher.next('call:changed', (one) => one.hand)
  expect(other.heard('call:changed').filter((one) => one.hand)).toEqual([])

  await ana.post('/auth/logout')
  const left = await watcher.next('call:left', (one) => one.participantId === seat.participantId)
  expect(left.reason).toBe('left')
})
