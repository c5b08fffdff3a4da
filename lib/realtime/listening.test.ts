import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { revokeSession } from '#lib/accounts/sessions.ts'
import { rememberMembers } from '#lib/presence/members.ts'
import { trackOnline } from '#lib/presence/online.ts'
import { trackTyping } from '#lib/presence/typing.ts'
import { removeMember } from '#lib/rooms/members.ts'
import { connect } from '../../tests/client.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { joinCluster } from './cluster.ts'
import { makeIo, openDoor } from './server.ts'

/*
 * What happens between looking something up and listening for its changes. Nobody here tells sockets what was
 * written, so whoever knows of it has looked again.
 */
const world = await openWorld()
const http = createServer().listen(0, '127.0.0.1')
await once(http, 'listening')
const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
const io = makeIo(http, world.env)
const cluster = joinCluster(io, false)
const presence = {
  online: trackOnline(cluster, world.elapsed),
  members: rememberMembers(world.db, cluster),
  typing: trackTyping(cluster, () => undefined),
  node: cluster.node,
}
const log = pino({ level: 'silent' })
const product = { version: '0', build: 'test' }
openDoor(
  io,
  {
    world,
    secret: 'unused',
    log,
    logs: { http: log, sockets: log },
    metrics: null,
    tracing: null,
    processes: () => 1,
    product,
  },
  presence,
)
afterAll(() => io.close())

/** Happens once somebody is let in, before they are connected. */
let meanwhile = async () => {}
io.use((_socket, next) => {
  meanwhile().then(() => next(), next)
})
const ana = await createUser(world)

async function come(who: Someone) {
  const token = await world.tokens.signAccess(who.viewer.sessionId, world.now())
  return connect(url, token)
}

/** Opens a room, `first` happening after it was looked up and before anything of it is heard. */
async function openAfter(who: Someone, roomId: string, first: () => Promise<unknown>) {
  const line = await come(who)
  const socket = io.of('/').sockets.get(line.socket.id ?? '')
  if (!socket) throw new Error('nobody came')
  const join = socket.join.bind(socket)
  socket.join = async (channels) => {
    await first()
    await join(channels)
  }
  const reply = await line.ask('room:watch', { roomId })
  line.close()
  return reply
}

test('a message that is written before a room is listened to is in what its opening tells', async () => {
  const room = await createRoom(ana)
  const before = await say(ana, room)
  const quiet = await openAfter(ana, room.id, async () => {})
  expect(quiet).toMatchObject({ ok: true, data: { lastSeq: before.seq } })
  const busy = await openAfter(ana, room.id, () => say(ana, room))
  expect(busy).toMatchObject({ ok: true, data: { lastSeq: before.seq + 1 } })
})

test('whoever is removed before they listen hears nothing', async () => {
  const ben = await createUser(world, 'Ben')
  const room = await createRoom(ana, { visibility: 'private' }, { member: [ben] })
  const reply = await openAfter(ben, room.id, () => removeMember(ana, room.id, ben.viewer.userId))
  expect(reply).toMatchObject({ ok: false, error: { code: 'not_found' } })
})

test('a session that ends between the handshake and the first word is told so', async () => {
  const ben = await createUser(world, 'Ben')
  meanwhile = () => revokeSession(ben, ben.viewer.sessionId)
  const line = await come(ben)
  meanwhile = async () => {}
  expect(await line.next('session:ended')).toEqual({ reason: 'revoked' })
  await line.closed
})
