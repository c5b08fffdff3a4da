/*
 * What Rooms is compared with: as little as can be called a chat. Socket.IO and SQLite, the posts of one turn
 * of the event loop in one transaction, and those few words of the contract that the benchmarks speak.
 * Whoever has a token may read and write everything.
 *   PORT, DATA_DIR   as for Rooms; the database is there already
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Server } from 'socket.io'
import { openStore, type Person, type Said, type Wording } from './store.ts'

type Posted = { roomId?: unknown; content?: unknown; clientId?: unknown }
type Waiting = Wording & { done: (message: Said) => void }

const store = openStore(join(process.env.DATA_DIR ?? '.', 'stand-in.db'))
const http = createServer((request, response) => {
  answer(request, response).catch(() => reply(response, 500, {}))
})
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })

let waiting: Waiting[] = []
function post(given: Posted, author: Person, done: (message: Said) => void): boolean {
  const { content, clientId } = given
  if (typeof content !== 'string' || content === '' || content.length > 16_000) return false
  if (typeof clientId !== 'string') return false
  waiting.push({ room: Number(given.roomId), author, content, clientId, at: Date.now(), done })
  if (waiting.length === 1) setImmediate(commit)
  return true
}

function commit() {
  const turn = waiting
  waiting = []
  const stored = store.storeAll(turn)
  for (const [at, { room, author, content, at: time, done }] of turn.entries()) {
    const { id = 0, isNew = false } = stored[at] ?? {}
    const message = { id, room, author, content, at: time }
    if (isNew) io.to(`room ${room}`).emit('message:posted', message)
    done(message)
  }
}

io.use((socket, next) => {
  socket.data.person = store.people.get(socket.handshake.auth.token)
  next(socket.data.person ? undefined : new Error('unauthenticated'))
})
io.on('connection', (socket) => {
  socket.on('room:watch', async ({ roomId }, ack) => {
    await socket.join(`room ${roomId}`)
    ack({ ok: true, data: {} })
  })
  socket.on('message:post', (given, ack) => {
    if (!socket.rooms.has(`room ${given.roomId}`)) return ack({ ok: false })
    if (!post(given, socket.data.person, (message) => ack({ ok: true, data: { message } })))
      ack({ ok: false })
  })
})

async function answer(request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
  if (pathname === '/readyz') return reply(response, 200, {})
  const person = store.people.get(request.headers.authorization?.slice('Bearer '.length) ?? '')
  if (!person) return reply(response, 401, {})
  const room = /^\/api\/v1\/rooms\/(\d+)\/messages$/.exec(pathname)?.[1]
  if (room && request.method === 'POST') {
    const given: Posted = { ...JSON.parse(await text(request)), roomId: room }
    if (!post(given, person, (message) => reply(response, 201, message))) reply(response, 400, {})
    return
  }
  const most = Math.min(100, Number(searchParams.get('limit') ?? 50))
  if (room) return reply(response, 200, { items: store.newest(Number(room), most) })
  if (pathname === '/api/v1/rooms') return reply(response, 200, { items: store.rooms(), nextCursor: null })
  if (pathname === '/api/v1/search')
    return reply(response, 200, { items: store.find(searchParams.get('q') ?? '') })
  reply(response, 404, {})
}

function reply(response: ServerResponse, status: number, value: unknown) {
  const body = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

http.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit())
