import { Buffer } from 'node:buffer'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { ended } from '#lib/aborted.ts'
import type { Outside } from './outside.ts'

type Kind = {
  type: RegExp
  maxBytes: number
  /** Whether it is enough, by what has just come. */
  enough?: (news: Buffer) => boolean
  /** What has come by then, or when it is too much, is better than nothing. */
  cutAfterMs?: number
}
type Wanted = Kind & {
  signal: AbortSignal
  /** What is wanted where it is not of that type. */
  or?: Kind
}
export type Got = { url: URL; type: string; body: Buffer }

const maxRedirects = 5
/** Names of codings are read in any case, and one has two of them (RFC 9110, 8.4.1). */
const decoders = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/**
 * Gets what is at an address of the outside. A name is resolved here, once, all its addresses are judged, and
 * the connection goes to one of those: what the name means a moment later does not matter. Each redirect is
 * judged like the first address. Throws for every reason alike.
 */
export async function get(outside: Outside, first: URL, wanted: Wanted): Promise<Got> {
  let url = first
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const answer = await ask(url, await addressOf(outside, url, wanted.signal), wanted.signal)
    const { statusCode = 0, headers } = answer
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      answer.destroy()
      url = new URL(headers.location, url)
      continue
    }
    const type = headers['content-type'] ?? ''
    const kind = [wanted, wanted.or].find((one) => one?.type.test(type))
    if (statusCode === 200 && kind) return { url, type, body: await read(answer, kind, wanted.signal) }
    answer.destroy()
    throw new Error(`${statusCode} ${type} is not what was asked for`)
  }
  throw new Error('Too many redirects')
}

/** Where to connect for this address, if one may. */
async function addressOf(outside: Outside, url: URL, signal: AbortSignal): Promise<string> {
  const { protocol, username, password, hostname } = url
  if (!/^https?:$/.test(protocol) || username || password) throw new Error('Not an address for previews')
  const port = Number(url.port) || (protocol === 'https:' ? 443 : 80)
  if (!outside.ports.includes(port)) throw new Error('Not a port for previews')
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await Promise.race([outside.resolve(host), ended(signal)])
  // One forbidden address is enough: a name that points inside and outside is not there by accident.
  if (!addresses.every(outside.allows)) throw new Error('Not an address of the outside')
  const address = addresses.find((one) => isIP(one) === 4) ?? addresses[0]
  if (address === undefined) throw new Error('No such name')
  return address
}

function ask(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:'
  const name = url.hostname
  return new Promise((resolve, reject) => {
    const request = (secure ? tlsRequest : plainRequest)({
      host: address,
      port: url.port || (secure ? 443 : 80),
      path: url.pathname + url.search,
      // TLS is with the name, wherever the connection goes.
      ...(secure && !isIP(name.replace(/^\[|\]$/g, '')) && { servername: name }),
      headers: {
        host: url.host,
        accept: 'text/html, image/*;q=0.8',
        'accept-encoding': 'identity',
        'user-agent': 'Mozilla/5.0 (compatible; Rooms link preview)',
      },
      agent: false,
      maxHeaderSize: 32_768,
      signal,
    })
    request.on('response', resolve)
    request.on('error', reject)
    request.end()
  })
}

async function read(
  answer: IncomingMessage,
  { maxBytes, enough, cutAfterMs }: Kind,
  signal: AbortSignal,
): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  const late = new Error('Too late')
  const timer = cutAfterMs && setTimeout(() => answer.destroy(late), cutAfterMs)
  try {
    for await (const part of decoded(answer)) {
      parts.push(part)
      if (enough?.(part)) break
      // Counted as it is when unpacked, so that a small body cannot become a large one.
      size += part.length
      if (size <= maxBytes) continue
      if (cutAfterMs) break
      throw new Error('Too large')
    }
  } catch (error) {
    // Also one whose line breaks: what it said of itself came first.
    if (!cutAfterMs || size === 0 || signal.aborted) throw error
  } finally {
    clearTimeout(timer)
    answer.destroy()
  }
  return Buffer.concat(parts)
}

function decoded(answer: IncomingMessage): Readable {
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase() || 'identity'
  if (encoding === 'identity') return answer
  const decoder = decoders.get(encoding)
  if (!decoder) throw new Error('An unknown encoding')
  const unpacked = decoder()
  answer.on('error', (error) => unpacked.destroy(error))
  return answer.pipe(unpacked)
}
