import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import { decodeJwt, type JWTPayload, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import { decode, encode } from 'next-auth/jwt'
import { newId } from '#lib/ids.ts'

/** How long an access token is good. */
export const accessTokenMs = 15 * 60_000
/** A call may be resumed for as long as somebody might reasonably come back to it. */
const resumeTokenMs = 12 * 3_600_000

/** Nothing else that this key signs looks like that. */
const threeParts = /^[\w-]+\.[\w-]+\.[\w-]+$/

/** How many tokens in use are known to be true; each takes about a kilobyte. */
const mostKnown = 5_000

type ResumeClaim = { participantId: string; roomId: string; userId: string }

/**
 * Signed, expiring claims (JWT, RFC 7519, HS256), and refresh tokens, whose life is their session's (HMAC,
 * RFC 2104, over session and count). Reading one that is false, expired or of another kind gives null.
 */
export type Tokens = {
  signAccess: (sessionId: string, now: number) => Promise<string>
  readAccess: (token: string) => Promise<{ sessionId: string } | null>
  /** Which session a browser's cookie names (next-auth's: an encrypted JWT, RFC 7516), and whose. */
  readCookie: (token: string) => Promise<{ sessionId: string; userId: string } | null>
  /** The value of such a cookie. */
  writeCookie: (session: { sessionId: string; userId: string }, lifeMs: number) => Promise<string>
  /**
   * What this browser is to bring back for one purpose, unreadable to it (the same kind of token, by a key of
   * the purpose's own); null for what is false, old or made for something else.
   */
  seal: (purpose: string, claims: Record<string, unknown>, lifeMs: number) => Promise<string>
  unseal: (purpose: string, token: string) => Promise<Record<string, unknown> | null>
  /**
   * By what a browser is known to the account of an email (HMAC over both), each time another; it proves
   * nothing else.
   */
  signDevice: (email: string) => string
  readDevice: (email: string, value: string) => string | null
  signResume: (claim: ResumeClaim, now: number) => Promise<string>
  readResume: (token: string) => Promise<ResumeClaim | null>
  /**
   * `count`: how often this session's token was changed before. The same two always give
   * the same token, so nothing of it is stored.
   */
  signRefresh: (sessionId: string, count: number) => string
  readRefresh: (token: string) => { sessionId: string; count: number } | null
  /** Of a guest link, by its id; the same id always gives the same token, so nothing of it is stored. */
  signGuest: (linkId: string) => string
  readGuest: (token: string) => { linkId: string } | null
}

/** `secret`: AUTH_SECRET; with another one all tokens given before are false. */
export function makeTokens(secret: string): Tokens {
  // As bytes it would be made into a key again for each signature, which takes longer than the signature.
  const key = createSecretKey(secret, 'utf8')
  const macOf = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const signRefresh = (sessionId: string, count: number) =>
    `${sessionId}.${count}.${macOf(`refresh ${sessionId} ${count}`)}`
  const signGuest = (linkId: string) => `${linkId}.${macOf(`guest ${linkId}`)}`
  const sign = (audience: string, claims: Record<string, string>, now: number, lifeMs: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setIssuedAt(new Date(now))
      .setExpirationTime(new Date(now + lifeMs))
      .sign(key)
  /**
   * Checked at once: jose asks another thread for each signature, which costs twenty times as much. What has
   * three parts and this signature was written above, so its header says nothing new.
   */
  const read = (audience: string, token: string) => {
    const end = token.lastIndexOf('.')
    if (!threeParts.test(token) || !isSame(macOf(token.slice(0, end)), token.slice(end + 1))) return null
    const claims = decodeJwt(token)
    return claims.aud === audience && Number(claims.exp) * 1000 > Date.now() ? claims : null
  }

  const access = remembering(async (token) => read('access', token))
  const cookie = remembering((token) => decode({ token, secret }).catch(() => null))

  return {
    signAccess: (sessionId, now) => sign('access', { sid: sessionId }, now, accessTokenMs),
    readAccess: async (token) => {
      const claims = await access(token)
      return typeof claims?.sid === 'string' ? { sessionId: claims.sid } : null
    },
    readCookie: async (token) => {
      const claims = await cookie(token)
      return typeof claims?.sid === 'string' ? { sessionId: claims.sid, userId: claims.sub ?? '' } : null
    },
    writeCookie: ({ sessionId: sid, userId: sub }, lifeMs) =>
      encode({ secret, token: { sub, sid }, maxAge: lifeMs / 1000 }),
    seal: (salt, token, lifeMs) => encode({ secret, salt, token, maxAge: lifeMs / 1000 }),
    unseal: async (salt, token) => {
      const claims = await decode({ token, secret, salt }).catch(() => null)
      return claims && Number(claims.exp) * 1000 > Date.now() ? claims : null
    },
    signDevice: (email) => {
      const device = newId()
      return `${device}.${macOf(`device ${email} ${device}`)}`
    },
    readDevice: (email, value) => {
      const [, device = '', mac = ''] = /^([\w-]{22})\.([\w-]{43})$/.exec(value) ?? []
      return isSame(macOf(`device ${email} ${device}`), mac) ? device : null
    },
    signResume: (claim, now) => sign('call', claim, now, resumeTokenMs),
    readResume: async (token) => {
      const claims = read('call', token)
      const { participantId, roomId, userId } = claims ?? {}
      return typeof participantId === 'string' && typeof roomId === 'string' && typeof userId === 'string'
        ? { participantId, roomId, userId }
        : null
    },
    signRefresh,
    readRefresh: (token) => {
      const [, sessionId = '', count = ''] = /^([\w-]{1,64})\.(\d{1,9})\.[\w-]{43}$/.exec(token) ?? []
      const wanted = signRefresh(sessionId, Number(count))
      return isSame(wanted, token) ? { sessionId, count: Number(count) } : null
    },
    signGuest,
    readGuest: (token) => {
      const [, linkId = ''] = /^([\w-]{1,64})\.[\w-]{43}$/.exec(token) ?? []
      return isSame(signGuest(linkId), token) ? { linkId } : null
    },
  }
}

type Read = (token: string) => Promise<JWTPayload | null>

/**
 * A token that was true is so until it expires, and comes with each request: checking it again, or decrypting
 * a cookie, costs more than reading whether its session still lives, which is asked each time.
 */
function remembering(read: Read): Read {
  const known = new LRUCache<string, JWTPayload>({ max: mostKnown })
  return async (token) => {
    let claims = known.get(token) ?? null
    if (!claims) {
      claims = await read(token)
      if (claims) known.set(token, claims)
    }
    return claims && Number(claims.exp) * 1000 > Date.now() ? claims : null
  }
}

/** It takes as long wherever the two differ. */
function isSame(wanted: string, given: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
