import type { IncomingMessage } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
import { addressHeader } from '#lib/auth/identify.ts'
import type { Env } from '#lib/env.ts'
import { Refusal } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { addressOf } from './address.ts'
import { hasBody } from './body.ts'

const first = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim()

/** How long a body may take that is no upload: less than a megabyte, on the slowest line. */
const bodyMs = 60_000

/**
 * Ends a request whose body does not come: it would hold its place for as long as an upload may
 * take. Uploads have a limit of their own.
 */
export function hurry(request: IncomingMessage, withinMs = bodyMs): void {
  if (!hasBody(request) || request.url?.split('?', 1)[0] === '/api/v1/uploads') return
  // Most come in one piece with what stands before them.
  setImmediate(() => {
    if (request.complete || request.destroyed) return
    const timer = setTimeout(() => request.complete || request.destroy(), withinMs)
    request.once('close', () => clearTimeout(timer))
  })
}

/**
 * Settles, before anybody reads it, what a request asks for, where it came from and under which
 * name it reached us: from the headers of a proxy only when TRUST_PROXY says that it is one, since
 * anybody can send them. Refuses a target and a host that are none: what reads the URL or writes
 * the host into a header need not look again.
 */
export function settle(request: IncomingMessage, env: Env): void {
  const { headers } = request
  const neighbour = addressAt(request.socket)
  const trusted = env.TRUST_PROXY.has(neighbour)
  headers['x-request-id'] = (trusted && first(headers['x-request-id'])?.slice(0, 64)) || newId()
  const publicUrl = publicUrlOf(env)
  const [absolute = '', authority] = /^https?:\/\/([^/?#]*)/i.exec(request.url ?? '') ?? []
  // Who names the whole URL means its host (RFC 9112, 3.2.2).
  const called = requireHost(request, authority)
  const address = trusted ? env.TRUST_PROXY.callerIn(String(headers['x-forwarded-for'] ?? '')) : null
  const host = publicUrl?.host ?? ((trusted && first(headers['x-forwarded-host'])) || called || 'localhost')
  const secure = trusted && first(headers['x-forwarded-proto'])?.toLowerCase() === 'https'
  for (const name of Object.keys(headers)) if (name.startsWith('x-forwarded-')) delete headers[name]
  headers['x-forwarded-host'] = requireValid(host)
  headers['x-forwarded-proto'] = publicUrl?.protocol.slice(0, -1) ?? (secure ? 'https' : 'http')
  headers[addressHeader] = address ?? neighbour
  request.url = originForm(request.url?.slice(absolute.length) ?? '')
}

const publicUrls = new WeakMap<Env, URL | null>()
/** Read once, not with every request. */
function publicUrlOf(env: Env): URL | null {
  let known = publicUrls.get(env)
  if (known === undefined) {
    known = env.PUBLIC_URL === '' ? null : new URL(env.PUBLIC_URL)
    publicUrls.set(env, known)
  }
  return known
}

const addresses = new WeakMap<Socket, string>()
/** Of a connection it stays; many requests come by one. */
function addressAt(socket: Socket): string {
  let known = addresses.get(socket)
  if (known === undefined) {
    known = addressOf(socket.remoteAddress ?? '') ?? ''
    addresses.set(socket, known)
  }
  return known
}

/** The one Host a request names (RFC 9112, 3.2); only HTTP/1.0 may name none. */
function requireHost({ headers, rawHeaders, httpVersion }: IncomingMessage, authority?: string): string {
  const lines = rawHeaders.filter((name, at) => at % 2 === 0 && isHost(name)).length
  if (lines > 1 || (lines === 0 && httpVersion === '1.1')) throw malformed('host')
  const host = requireValid(headers.host ?? '')
  return authority === undefined ? host : requireValid(authority)
}

const isHost = (name: string) => name.length === 4 && name.toLowerCase() === 'host'

/**
 * A name of letters, digits, `-`, `.` and `_`, an IPv4 or a bracketed IPv6 address
 * (RFC 3986, 3.2.2), with or without a port.
 */
const shape = /^(?:[a-z0-9._-]{1,253}|\[([0-9a-f:.]+)\])(?::\d{1,5})?$/i

function requireValid(host: string): string {
  const match = host === '' ? [] : shape.exec(host)
  if (!match || (match[1] !== undefined && !isIPv6(match[1]))) throw malformed('host')
  return host
}

/** Nothing in it that readers could read in two ways: most paths. */
const plainPath = /^\/[\w/-]*(?:\?|$)/

/**
 * A target as path and query (RFC 9112, 3.2.1), its path percent-encoded
 * UTF-8; `*` is the server itself (3.2.4).
 */
function originForm(target: string): string {
  if (target === '*' || plainPath.test(target)) return target
  const path = target.replace(/^(?=\?|$)/, '/')
  if (!path.startsWith('/')) throw malformed('address')
  try {
    // Readers of the path differ in what they make of dots and backslashes:
    // who limits it must see what is answered.
    const segments = decodeURIComponent(path.split('?', 1)[0] ?? '').split('/')
    if (segments.some((segment) => segment === '.' || segment === '..' || segment.includes('\\')))
      throw malformed('address')
    return path
  } catch {
    throw malformed('address')
  }
}

const malformed = (what: string) =>
  new Refusal('invalid_input', what === 'host' ? 'http.malformedHost' : 'http.malformedAddress')
