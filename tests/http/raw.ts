import { connect, type Socket } from 'node:net'
import type { Server } from '../server.ts'

type Headers = Record<string, string | number>

/** Opens a connection of its own to a server. */
export function dial({ url }: Server) {
  const { hostname, port, host } = new URL(url)
  return { socket: connect(Number(port), hostname), host }
}

/**
 * The head of a request as it goes over the line. A `Host` that is given takes the place of the right one.
 */
export const headOf = (line: string, host: string, headers: Headers = {}): string =>
  `${line} HTTP/1.1\r\n${Object.entries({ Host: host, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

/** What no HTTP client would send, and everything that comes back until the connection closes. */
export async function ask(server: Server, line: string, headers: Headers = {}, body = '') {
  const { socket, host } = dial(server)
  const length: Headers = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) }
  socket.write(headOf(line, host, { Connection: 'close', ...length, ...headers }) + body)
  return heard(socket)
}

/** Reads one answer to its end, as the closing of the connection; also one that was broken off. */
export async function heard(socket: Socket) {
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part)).on('error', () => undefined)
  await new Promise((resolve) => socket.once('close', resolve))
  const text = Buffer.concat(parts).toString()
  const [head = '', sent = ''] = text.split(/\r\n\r\n(.*)/s)
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Headers(lines.map((line) => line.split(/:\s*(.*)/s, 2) as [string, string]))
  const body = headers.get('transfer-encoding') === 'chunked' ? unchunked(sent) : sent
  const isJson = /json/.test(headers.get('content-type') ?? '')
  return { status: Number(first.split(' ')[1]), headers, body: isJson && body ? JSON.parse(body) : body }
}

/** Chunks as RFC 9112, 7.1 has them, of letters that take a byte each. */
const unchunked = (text: string): string => {
  const [size = '', rest = ''] = text.split(/\r\n(.*)/s)
  const length = Number.parseInt(size, 16)
  return length > 0 ? rest.slice(0, length) + unchunked(rest.slice(length + 2)) : ''
}
