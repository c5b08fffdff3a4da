import { Buffer } from 'node:buffer'
import { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Refusal } from '#lib/errors.ts'

/** The most a body may have, unless its endpoint says otherwise: every form fits. */
const smallBytes = 65_536
/** Read on, and thrown away, so far: a caller that has sent nearly all of it is let finish. */
const drainBytes = 1_048_576
const nothing = Buffer.alloc(0)

/** Whether a request brings a body (RFC 9112, 6.3). */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/**
 * Reads a body of at most `most` bytes. Refuses a larger one before a byte is read when it says its length,
 * else where it grows over it; what comes after that is thrown away.
 */
export function wholeBody(request: IncomingMessage, most = smallBytes): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (!hasBody(request)) return resolve(nothing)
    if (request.destroyed) return reject(brokenOff())
    if (Number(request.headers['content-length'] ?? 0) > most) return reject(tooLarge(most))
    let parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.byteLength
      if (size <= most) parts.push(part)
      else {
        parts = []
        reject(tooLarge(most))
      }
    })
    request.once('end', () => resolve(Buffer.concat(parts)))
    // After the whole body it says nothing new, and a refusal costs more than all of this.
    request.once('close', () => request.readableEnded || reject(brokenOff()))
    request.on('error', () => undefined)
  })
}

/** The same request, for somebody who reads its body from the stream: all of it is here. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  if (body.byteLength === 0) return request
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  const head = { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor }
  const whole = Object.assign(new IncomingMessage(request.socket), head, { complete: true })
  whole.push(body)
  whole.push(null)
  return whole
}

/** The body of a web request as text; stops at `most` bytes instead of filling memory. */
export async function readText(body: AsyncIterable<Uint8Array> | null, most = smallBytes): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size <= most) parts.push(part)
    else if (size > drainBytes) break
  }
  if (size > most) throw tooLarge(most)
  return Buffer.concat(parts).toString('utf8')
}

/**
 * For a body that is no longer wanted while it streams in. Past the limit its caller is kept waiting: whoever
 * answers closes the connection.
 */
export function drain(body: Readable): void {
  let size = 0
  body.on('data', (part: Uint8Array) => {
    size += part.byteLength
    if (size > drainBytes) body.pause()
  })
  body.on('error', () => undefined)
}

const brokenOff = () => new Refusal('invalid_input', 'http.brokenOff')
const tooLarge = (most: number) =>
  new Refusal('payload_too_large', 'http.tooLarge', { kib: Math.floor(most / 1024) })
