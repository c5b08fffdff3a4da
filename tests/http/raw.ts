import { once } from 'node:events'
import { connect } from 'node:net'
import type { Server } from '../server.ts'

type Headers = Record<string, string | number>

/** Opens a connection of its own to a server. */
export function dial({ url }: Server) {
  const { hostname, port, host } = new URL(url)
  return { socket: connect(Number(port), hostname), host }
}

/** The head of a request as it goes over the line. A `Host` that is given takes the place of the right one. */
export const headOf = (line: string, host: string, headers: Headers = {}): string =>
  `${line} HTTP/1.1\r\n${Object.entries({ Host: host, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

/** What no HTTP client would send, and everything that comes back until the connection closes. */
export async function ask(server: Server, line: string, headers: Headers = {}, body = '') {
  const { socket, host } = dial(server)
  const length: Headers = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) }
  socket.write(headOf(line, host, { Connection: 'close', ...length, ...headers }) + body)
  const told = await heard(socket)
  return { status: told.status, headers: told.headers, body: told.body }
}

/** Reads one answer to its end, as the closing of the connection. */
export async function heard(socket: ReturnType<typeof connect>) {
  let text = ''
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  socket.on('error', () => undefined)
  if (!socket.closed) await once(socket, 'close')
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s)
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Headers(lines.map((line) => line.split(/:\s*(.*)/s, 2) as [string, string]))
  const isJson = /json/.test(headers.get('content-type') ?? '') && headers.has('content-length')
  return { status: Number(first.split(' ')[1]), headers, body: isJson && body ? JSON.parse(body) : body }
}
