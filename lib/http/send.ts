import type { IncomingMessage, ServerResponse } from 'node:http'
import { drain, hasBody } from './body.ts'

/** How long a caller that was refused may go on sending a body nobody reads. */
const lingerMs = 5_000

type Whole = { status: number; headers: Record<string, string>; body: string | null }

/**
 * Sends an answer that is all there. A refused caller that still sends its body gets the answer first, is read a little further so that it
 * sees it, and then the connection is closed.
 */
export function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Whole) {
  const isWanted = status < 400 || !hasBody(request) || request.complete
  if (isWanted) return void response.writeHead(status, headers).end(body)
  const length = String(Buffer.byteLength(body ?? ''))
  response.writeHead(status, { ...headers, 'content-length': length, connection: 'close' }).write(body ?? '')
  const end = () => {
    clearTimeout(patience)
    response.end()
  }
  const patience = setTimeout(() => request.destroy(), lingerMs)
  request.once('end', end).once('close', end)
  drain(request)
}
