import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket as Line } from 'node:net'
import { Server, type ServerOptions, type Socket } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { greetAtOnce, writeTogether } from './write-together.ts'

/** A server that lets `speak` do what it does with each socket, and somebody there who hears it. */
async function talk(
  transports: string[],
  speak: (socket: Socket) => void,
  options: Partial<ServerOptions> = {},
) {
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  const server = new Server(http, options)
  const lines: Line[] = []
  let opening: string[] = []
  server.engine.on('initial_headers', (headers, request) => {
    opening = watchWrites(request.socket)
    greetAtOnce(headers, request)
  })
  server.engine.on('connection', (line) => {
    lines.push(line.request.socket)
    writeTogether(line)
  })
  const sockets: Socket[] = []
  server.on('connection', (socket) => {
    sockets.push(socket)
    speak(socket)
  })
  const client = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    transports,
    reconnection: false,
  })
  onTestFinished(async () => {
    client.close()
    await server.close()
  })
  const heard: unknown[] = []
  client.onAny((name, value) => heard.push([name, value]))
  await once(client as never, 'connect')
  const [socket] = sockets
  if (!socket) throw new Error('Nobody came in')
  return { client, heard, lines, opening, socket }
}

/** Answers with two events and the acknowledgement; then, if it is asked to, it goes away. */
const answer = (socket: Socket) =>
  socket.on('ask', (leave: boolean, reply: (told: string) => void) => {
    socket.emit('first', 1)
    // As after a commit: by a later promise.
    void Promise.resolve().then(() => {
      socket.emit('second', 2)
      reply('done')
      if (leave) socket.disconnect(true)
    })
  })
const both = [
  ['first', 1],
  ['second', 2],
]

/** Tells how what leaves on a line was written: each of these is one call of the system. */
function watchWrites(line: Line | undefined): string[] {
  const ways: string[] = []
  const { _handle: handle } = line as unknown as { _handle: Record<string, (...given: unknown[]) => number> }
  for (const way of ['writev', 'writeBuffer', 'writeUtf8String', 'writeLatin1String', 'writeAsciiString']) {
    const write = handle[way]?.bind(handle)
    if (!write) throw new Error(`Lines of this Node have no ${way}`)
    handle[way] = (...given) => {
      ways.push(way)
      return write(...given)
    }
  }
  return ways
}

test('who comes in is greeted in one write, and let in by another', async () => {
  const { opening } = await talk(['websocket'], () => undefined)
  expect(opening).toHaveLength(2)
})

test('what is sent by promises that go on together is one write', async () => {
  const { client, heard, lines } = await talk(['websocket'], answer)
  const writes = watchWrites(lines[0])
  for (let asked = 1; asked <= 3; asked++) {
    expect(await client.emitWithAck('ask', false)).toBe('done')
    expect(heard.splice(0)).toEqual(both)
    expect(writes).toHaveLength(asked)
  }
})

test('a text leaves in one piece, whether it goes to one line or to all, and arrives whatever its length', async () => {
  const { client, heard, lines } = await talk(['websocket'], (socket) =>
    socket.on('ask', (length: number, toAll: boolean) => {
      const to = toAll ? socket.nsp : socket
      to.emit('text', 'x'.repeat(length))
    }),
  )
  const writes = watchWrites(lines[0])
  const around = '42["text",""]'.length
  for (const bytes of [125, 126, 65_535, 65_536])
    for (const toAll of [false, true]) {
      client.emit('ask', bytes - around, toAll)
      await once(client as never, 'text')
      expect(heard.splice(0)).toEqual([['text', 'x'.repeat(bytes - around)]])
      expect(writes.splice(0)).toEqual(['writeBuffer'])
    }
})

test('it arrives in its order by polling too, and when the line is closed right after', async () => {
  for (const transport of ['websocket', 'polling']) {
    const { client, heard } = await talk([transport], answer)
    const gone = once(client as never, 'disconnect')
    expect(await client.emitWithAck('ask', true)).toBe('done')
    await gone
    expect(heard).toEqual(both)
  }
})

test('what is sent while a line changes over to WebSocket arrives, though it is closed then', async () => {
  const { client, heard } = await talk(['polling', 'websocket'], (socket) => {
    const { conn } = socket
    const isBetween = () => !(conn.transport as unknown as { writable: boolean }).writable
    const speak = () => {
      // Polling has ended, and the WebSocket has not begun.
      if (!isBetween()) return void setImmediate(speak)
      socket.emit('first', 1)
      socket.emit('second', 2)
      socket.disconnect(true)
    }
    conn.on('upgrading', speak)
  })
  await once(client as never, 'disconnect')
  expect(heard).toEqual(both)
})

test('whoever does not read gets it all in its order when they do, but for what nobody waits for', async () => {
  const { client, heard, socket } = await talk(['websocket'], () => undefined)
  const { ws } = client.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }
  const line = socket.conn.transport as unknown as { writable: boolean }
  const long = 'x'.repeat(100_000)
  ws.pause()
  let sent = 0
  while (line.writable) {
    socket.emit('text', `${++sent} ${long}`)
    await new Promise((turn) => setImmediate(turn))
  }
  for (let more = 0; more < 3; more++) socket.emit('text', `${++sent} ${long}`)
  socket.volatile.emit('text', 'in passing')
  ws.resume()
  const last = once(client as never, 'last')
  socket.emit('last')
  await last
  const texts = Array.from({ length: sent }, (_, before) => ['text', `${before + 1} ${long}`])
  expect(heard).toEqual([...texts, ['last', undefined]])
  expect(line.writable).toBe(true)
})

test('a ping that goes with a text is a ping', async () => {
  const { client, heard, socket } = await talk(['websocket'], () => undefined, { pingInterval: 20 })
  let [told, pings] = [0, 0]
  client.io.on('ping', () => {
    pings += 1
  })
  socket.conn.on('packetCreate', ({ type }) => {
    if (type === 'ping') socket.emit('text', ++told)
  })
  while (heard.length < 3) await once(client as never, 'text')
  expect(heard).toEqual([1, 2, 3].map((number) => ['text', number]))
  expect(pings).toBeGreaterThanOrEqual(2)
})

test('nothing follows the farewell of a line', async () => {
  const { client, heard, lines, socket } = await talk(['websocket'], () => undefined)
  const writes = watchWrites(lines[0])
  const gone = once(client as never, 'disconnect')
  const line = socket.conn.transport as unknown as { socket: { close(): void } }
  line.socket.close()
  const farewell = writes.length
  expect(farewell).toBeGreaterThan(0)
  socket.emit('late')
  await gone
  expect(writes).toHaveLength(farewell)
  expect(heard).toEqual([])
})

/** What nobody caught, kept from whoever else listens for it. */
const uncaught = () =>
  new Promise<unknown>((resolve) => {
    const others = process.rawListeners('uncaughtException') as NodeJS.UncaughtExceptionListener[]
    process.removeAllListeners('uncaughtException')
    process.once('uncaughtException', (error) => {
      for (const other of others) process.on('uncaughtException', other)
      resolve(error)
    })
  })

test('a line that fails does not keep those waiting that are written after it', async () => {
  const sockets: Socket[] = []
  const talks = [1, 2].map(() => talk(['websocket'], (socket) => void sockets.push(socket)))
  const clients = (await Promise.all(talks)).map(({ client }) => client)
  const heard = Promise.all(clients.map((client) => once(client as never, 'both')))
  const failed = uncaught()
  sockets[0]?.conn.once('drain', () => {
    throw new Error('no')
  })
  for (const socket of sockets) socket.emit('both')
  expect(await failed).toMatchObject({ message: 'no' })
  await heard
})
