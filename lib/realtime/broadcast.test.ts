import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io as connect } from 'socket.io-client'
import type { Packet } from 'socket.io-parser'
import { expect, onTestFinished, test } from 'vitest'
import { rememberMembers } from '#lib/presence/members.ts'
import { trackOnline } from '#lib/presence/online.ts'
import { openWorld } from '../../tests/world.ts'
import { makeBroadcast } from './broadcast.ts'
import { channel } from './channels.ts'
import { joinCluster } from './cluster.ts'
import type { Io } from './sockets.ts'
import { textPackets } from './text-packets.ts'

const { db, elapsed } = await openWorld()

/** A server that keeps which events it encodes, and somebody there. */
async function serve(several: boolean) {
  const encoded: string[] = []
  class Watched extends textPackets.Encoder {
    override encode(packet: Packet) {
      if (Array.isArray(packet.data)) encoded.push(packet.data[0])
      return super.encode(packet)
    }
  }
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  const io: Io = new Server(http, { parser: { ...textPackets, Encoder: Watched } })
  const cluster = joinCluster(io, false)
  const failed = (error: unknown) => {
    throw error
  }
  const [members, online] = [rememberMembers(db, cluster), trackOnline(cluster, elapsed)]
  const send = makeBroadcast(io, { members, online, elapsed, several, failed })
  const arrived = once(io, 'connection')
  const client = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    transports: ['websocket'],
  })
  onTestFinished(async () => {
    client.close()
    await io.close()
  })
  const [socket] = await arrived
  const say = () => send('typing:changed', { watchers: 'a' }, { roomId: 'a', userIds: [] })
  return { client, encoded, say, send, socket }
}

test('what nobody hears is not encoded; whoever comes to the room hears the next', async () => {
  const { client, encoded, say, socket } = await serve(false)
  say()
  expect(encoded).toEqual([])
  socket.join(channel.room('a'))
  say()
  const [heard] = await once(client as never, 'typing:changed')
  expect(heard).toEqual({ roomId: 'a', userIds: [] })
  expect(encoded).toEqual(['typing:changed'])
})

test('where there are other processes it is: somebody may hear it there', async () => {
  const { encoded, say } = await serve(true)
  say()
  expect(encoded).toEqual(['typing:changed'])
})

test('what is for no people goes to nobody, however many processes there are', async () => {
  for (const several of [false, true]) {
    const { encoded, send } = await serve(several)
    send('reports:changed', { people: [] }, {})
    expect(encoded).toEqual([])
  }
})
