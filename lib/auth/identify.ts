import type { SessionViewer, Viewer } from '#lib/accounts/schema.ts'
import { viewerOf } from '#lib/accounts/sessions.ts'
import type { World } from '#lib/context.ts'

/**
 * The one cookie of a signed-in browser. No `__Secure-` name: the same
 * server may be reached with and without TLS.
 */
export const sessionCookie = 'rooms.session'

/**
 * The header in which lib/http/intake.ts names the address of the caller;
 * whatever a caller sends under it is overwritten.
 */
export const addressHeader = 'x-rooms-address'

/**
 * The token a program shows (RFC 6750, 2.1). No browser adds one by
 * itself, as it does a cookie or a password.
 */
export const bearerIn = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S.*)$/i.exec(authorization ?? '')?.[1]

/** The viewer behind a `Bearer` token; `address`: where it was brought from. */
export async function byToken(world: World, token: string, address?: string): Promise<Viewer | null> {
  const claim = await world.tokens.readAccess(token)
  return claim && viewerOf(world, claim.sessionId, address)
}

/** The same behind the session cookie among a request's `Cookie` header. */
export async function byCookie(
  world: World,
  cookies: string | undefined,
  address?: string,
): Promise<SessionViewer | null> {
  const named = await namedBy(world, cookies)
  return named && viewerOf(world, named.sessionId, address)
}

/** The session a cookie of ours names, and whose, whether or not it is still good. */
export async function namedBy({ tokens }: World, cookies: string | undefined) {
  const token = cookieNamed(sessionCookie, cookies)
  return token === null ? null : tokens.readCookie(token)
}

/** The value of a cookie in a `Cookie` header. */
export function cookieNamed(name: string, header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    // A JWT has no character that a cookie must escape, so there is
    // nothing to decode, and nothing that could fail.
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}
