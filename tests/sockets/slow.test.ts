import { afterAll, expect, test } from 'vitest'
import { createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'
import { bystanders } from './together.ts'

const server = await startServer({
  LIMIT_MESSAGES_PER_5S: '100000',
  LIMIT_COMMANDS_PER_SECOND: '1000000',
  LIMIT_SIGNALS_PER_SECOND: '1000000',
})
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const bob = await register(server.url, 'Bob')
const eve = await register(server.url, 'Eve')
const room = await createRoom(ana, [bob, eve], { type: 'video' })

test('a slow reader is closed alone, and catches up by revision', { timeout: 90_000 }, async () => {
  const quiet = await bystanders(server, ana, bob)
  const slow = await eve.connect()
  await slow.send('room:watch', { roomId: room.id })
  const { revision } = await slow.send('room:watch', { roomId: room.id })
  // Reads nothing more, as a laptop that fell asleep: what is sent to it piles up on the server.
  const { _socket: pipe } = (
    slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
  ).ws
  pipe.pause()
  const a = await ana.connect()
  await a.send('room:watch', { roomId: room.id })
  const megabytes = 24
  for (let i = 0; i < megabytes * 2; i++)
    await Promise.all(Array.from({ length: 32 }, () => say(a, room.id, 'w'.repeat(16_000))))
  await a.next('presence:changed', ({ offline }) => offline.includes(eve.user.id))
  await quiet.undisturbed()

  slow.close()
  const back = await eve.connect()
  const caught = await back.send('room:watch', { roomId: room.id, since: revision })
  expect(caught).toMatchObject({ reset: true, revision: revision + megabytes * 64 })
})
