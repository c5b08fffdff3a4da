import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { writeTogether } from './write-together.ts'

/** `ask` is answered with two events, the acknowledgement and, if it is asked to, with going away. */
async function talk(transport: 'websocket' | 'polling') {
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  const server = new Server(http)
  const written: number[] = []
  server.engine.on('connection', (line) => {
    writeTogether(line)
    line.on('flush', (packets: unknown[]) => written.push(packets.length))
  })
  server.on('connection', (socket) => {
    socket.on('ask', (leave: boolean, reply: (told: string) => void) => {
      socket.emit('first', 1)
      // As after a commit: in a later microtask of the same turn.
      void Promise.resolve().then(() => {
        socket.emit('second', 2)
        reply('done')
        if (leave) socket.disconnect(true)
      })
    })
  })
  const client = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    transports: [transport],
    reconnection: false,
  })
  onTestFinished(async () => {
    client.close()
    await server.close()
  })
  await once(client as never, 'connect')
  const heard: unknown[] = []
  client.onAny((name, value) => heard.push([name, value]))
  return { client, heard, written }
}

test.each(['websocket', 'polling'] as const)(
  'what is sent in one turn leaves at once, over %s',
  async (way) => {
    const { client, heard, written } = await talk(way)
    written.length = 0
    for (let turn = 1; turn <= 3; turn++) {
      expect(await client.emitWithAck('ask', false)).toBe('done')
      expect(heard.splice(0)).toEqual([
        ['first', 1],
        ['second', 2],
      ])
    }
    expect(written).toEqual([3, 3, 3])
  },
)

test('what was sent before a line is closed arrives', async () => {
  const { client, heard } = await talk('websocket')
  const gone = once(client as never, 'disconnect')
  expect(await client.emitWithAck('ask', true)).toBe('done')
  await gone
  expect(heard).toEqual([
    ['first', 1],
    ['second', 2],
  ])
})
