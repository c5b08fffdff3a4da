import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Proxy as Standing } from './proxy.ts'

/** What deployers get wrong in front of a server. */
export type ProxyFaults = {
  dropsUpgrades?: boolean
  /** Refuses longer bodies, as nginx does with more than 1 MiB. */
  mostBytes?: number
  /** Gives what one person was answered to whoever asks next. */
  sharesAnswers?: boolean
}

const longest = Number.POSITIVE_INFINITY

type Kept = { status: number; headers: IncomingMessage['headers']; body: Buffer }

/** A proxy on a loopback port that understands HTTP, and has these faults. */
export async function startFaultyProxy(server: string, faults: ProxyFaults): Promise<Standing> {
  const { hostname, port } = new URL(server)
  const kept = new Map<string, Kept>()
  const proxy = createServer((asked, answer) => {
    const path = asked.url ?? ''
    const held = faults.sharesAnswers && asked.method === 'GET' ? kept.get(path) : undefined
    if (held) return void answer.writeHead(held.status, held.headers).end(held.body)
    const isTooLong = Number(asked.headers['content-length'] ?? 0) > (faults.mostBytes ?? longest)
    if (isTooLong) {
      // As nginx does: who writes on hears the answer all the same.
      asked.on('end', () => answer.writeHead(413).end('<h1>413 Request Entity Too Large</h1>'))
      return void asked.resume()
    }
    const on = request({ hostname, port, path, method: asked.method, headers: asked.headers }, (came) =>
      pass(came, answer, (body) => {
        const isKept = faults.sharesAnswers && path.startsWith('/api/v1/rooms/') && came.statusCode === 200
        if (isKept && asked.method === 'GET') kept.set(path, { status: 200, headers: came.headers, body })
      }),
    )
    on.on('error', () => answer.destroy())
    asked.on('error', () => on.destroy())
    asked.pipe(on)
  })
  proxy.on('upgrade', (asked, socket, head) => {
    socket.on('error', () => undefined)
    if (faults.dropsUpgrades) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    const on = request({ hostname, port, path: asked.url, headers: asked.headers })
    on.on('error', () => socket.destroy())
    on.on('upgrade', (came, other) => {
      const lines = came.rawHeaders.map((word, at) => (at % 2 ? `${word}\r\n` : `${word}: `)).join('')
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\n`)
      other.on('error', () => socket.destroy())
      other.write(head)
      other.pipe(socket).pipe(other)
    })
    on.end()
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    stop: async () => {
      proxy.close()
      proxy.closeAllConnections()
    },
  }
}

/** Passes an answer on, and gives its body once it is whole. */
function pass(came: IncomingMessage, answer: ServerResponse, whole: (body: Buffer) => void) {
  const parts: Buffer[] = []
  came.on('data', (part: Buffer) => parts.push(part))
  came.on('end', () => whole(Buffer.concat(parts)))
  came.on('error', () => answer.destroy())
  answer.writeHead(came.statusCode ?? 502, came.headers)
  came.pipe(answer)
}
