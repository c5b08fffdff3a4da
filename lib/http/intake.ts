import type { IncomingMessage } from 'node:http'
import { addressHeader } from '#lib/auth/identify.ts'
import type { Env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'

const first = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim()
const last = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value.at(-1) : value)?.split(',').at(-1)?.trim()

/** How long a body may take that is no upload: at most 130 KiB or so, on the slowest line. */
const bodyMs = 60_000

/** Ends a request whose body does not come: it would hold its place for as long as an upload may take. Uploads have a limit of their own. */
export function hurry(request: IncomingMessage, withinMs = bodyMs): void {
  if (request.method === 'GET' || request.url === '/api/v1/uploads') return
  const timer = setTimeout(() => request.complete || request.destroy(), withinMs)
  request.once('close', () => clearTimeout(timer))
}

/**
 * Settles, before anybody reads it, where a request came from and under which name it reached us: from the proxy's headers only when
 * TRUST_PROXY says that there is one, since anybody can send them.
 */
export function settle(request: IncomingMessage, env: Env): void {
  const { headers } = request
  const publicUrl = env.PUBLIC_URL === '' ? null : new URL(env.PUBLIC_URL)
  const trusted = env.TRUST_PROXY
  const address = (trusted && last(headers['x-forwarded-for'])) || request.socket.remoteAddress || ''
  const host =
    publicUrl?.host ?? ((trusted && first(headers['x-forwarded-host'])) || headers.host || 'localhost')
  const protocol =
    publicUrl?.protocol.slice(0, -1) ?? ((trusted && first(headers['x-forwarded-proto'])) || 'http')
  for (const name of Object.keys(headers)) if (name.startsWith('x-forwarded-')) delete headers[name]
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = protocol
  headers[addressHeader] = address
  headers['x-request-id'] = (trusted && first(headers['x-request-id'])?.slice(0, 64)) || newId()
}
