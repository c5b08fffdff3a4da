import type { IncomingMessage, ServerResponse } from 'node:http'
import { drain, hasBody } from './body.ts'

/**
 * How long a refused caller that still sends has to see why: closing a connection with
 * something unread in it takes the answer back.
 */
const lingerMs = 1_000

type Whole = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array | null
  /** Called once all of it was sent; not when it is cut short. */
  onSent?: (() => void) | undefined
}

/**
 * Sends an answer that is all there. A refused caller that still sends its body gets the answer first, and
 * then the connection is closed (RFC 9112, 9.6).
 */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, onSent }: Whole,
) {
  const isCutShort = status >= 400 && hasBody(request) && !request.complete
  response.writeHead(status, {
    ...headers,
    ...(body !== null && { 'content-length': Buffer.byteLength(body) }),
    ...(isCutShort && { connection: 'close' }),
  })
  if (!isCutShort) return void response.end(body, onSent)
  response.write(body ?? '')
  const patience = setTimeout(() => request.destroy(), lingerMs)
  const end = () => {
    clearTimeout(patience)
    response.end()
  }
  request.once('end', end).once('close', end)
  drain(request)
}
