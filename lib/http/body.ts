import { Buffer } from 'node:buffer'
import type { Readable } from 'node:stream'
import { Refusal } from '#lib/errors.ts'
import { allowed, messageBytes } from '#lib/limits.ts'

const leastBodyBytes = 131_072
/** Read on, and thrown away, so far: a caller whose connection breaks while it still sends would never see the answer. */
const drainBytes = 8 * 1_048_576

/** Reads a body as text, and stops at the limit instead of filling memory. */
export async function readText(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const maxBodyBytes = Math.max(leastBodyBytes, messageBytes(allowed().messageChars))
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size <= maxBodyBytes) parts.push(part)
    else if (size > drainBytes) break
  }
  if (size > maxBodyBytes)
    throw new Refusal('payload_too_large', `Send at most ${Math.floor(maxBodyBytes / 1024)} KiB.`)
  return Buffer.concat(parts).toString('utf8')
}

/** The same for a body that is no longer wanted while it streams in. */
export function drain(body: Readable): void {
  let size = 0
  body.on('data', (part: Uint8Array) => {
    size += part.byteLength
    if (size > drainBytes) body.destroy()
  })
  body.on('error', () => undefined)
}
