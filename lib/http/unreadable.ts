import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { asRefusal, Refusal } from '#lib/errors.ts'
import type { Answer } from './answer.ts'
import { problemOf } from './problem.ts'

/**
 * For a connection on which no request could be read (RFC 9112, 2.2): nobody else will answer it. It is
 * closed, as is one that broke.
 */
export function refuseUnreadable(
  error: NodeJS.ErrnoException,
  socket: Duplex & { bytesWritten?: number },
): void {
  // After an answer has begun, another would be read as part of it.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten) return void socket.destroy()
  refuseConnection(socket, new Refusal('invalid_input', 'http.unreadable'))
}

/** The same for one that asks for another protocol, and whose request has no response. */
export function refuseConnection(socket: Duplex, error: unknown): void {
  const { status, headers, body }: Answer & { body: string } = problemOf(asRefusal(error))
  const lines = { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`, () =>
    socket.destroy(),
  )
}
