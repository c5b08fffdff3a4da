import { createHmac, timingSafeEqual } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'

/** How long an access token is good. */
export const accessTokenMs = 15 * 60_000
/** A call may be resumed for as long as somebody might reasonably come back to it. */
const resumeTokenMs = 12 * 3_600_000

const knownMost = 10_000

type ResumeClaim = { participantId: string; roomId: string; userId: string }

/**
 * Signed, expiring claims (JWT, RFC 7519, HS256), and refresh tokens, whose life is their session's (HMAC,
 * RFC 2104, over session and count). Reading one that is false, expired or of another kind gives null.
 */
export type Tokens = {
  signAccess: (sessionId: string, now: number) => Promise<string>
  readAccess: (token: string) => Promise<{ sessionId: string } | null>
  signResume: (claim: ResumeClaim, now: number) => Promise<string>
  readResume: (token: string) => Promise<ResumeClaim | null>
  /**
   * `count`: how often this session's token was changed before. The same two always give
   * the same token, so nothing of it is stored.
   */
  signRefresh: (sessionId: string, count: number) => string
  readRefresh: (token: string) => { sessionId: string; count: number } | null
}

/** `secret`: AUTH_SECRET; with another one all tokens given before are false. */
export function makeTokens(secret: string): Tokens {
  const bytes = new TextEncoder().encode(secret)
  // Made a key once: of bytes, jose would make one for each token it reads.
  const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
  const signRefresh = (sessionId: string, count: number) => {
    const mac = createHmac('sha256', bytes).update(`refresh ${sessionId} ${count}`).digest('base64url')
    return `${sessionId}.${count}.${mac}`
  }
  const sign = async (audience: string, claims: Record<string, string>, now: number, lifeMs: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setIssuedAt(new Date(now))
      .setExpirationTime(new Date(now + lifeMs))
      .sign(await key)
  /**
   * Signatures that were checked: a program shows the same token with every request.
   * Whether its session lives is asked each time.
   */
  const known = new Map<string, { sessionId: string; until: number }>()
  const read = async (audience: string, token: string) => {
    try {
      return (await jwtVerify(token, await key, { audience, algorithms: ['HS256'] })).payload
    } catch {
      return null
    }
  }

  return {
    signAccess: (sessionId, now) => sign('access', { sid: sessionId }, now, accessTokenMs),
    readAccess: async (token) => {
      const before = known.get(token)
      if (before && before.until > Date.now()) return { sessionId: before.sessionId }
      const claims = await read('access', token)
      if (typeof claims?.sid !== 'string' || claims.exp === undefined) return null
      const [oldest] = known.keys()
      if (known.size >= knownMost && oldest !== undefined) known.delete(oldest)
      known.set(token, { sessionId: claims.sid, until: claims.exp * 1000 })
      return { sessionId: claims.sid }
    },
    signResume: (claim, now) => sign('call', claim, now, resumeTokenMs),
    readResume: async (token) => {
      const claims = await read('call', token)
      const { participantId, roomId, userId } = claims ?? {}
      return typeof participantId === 'string' && typeof roomId === 'string' && typeof userId === 'string'
        ? { participantId, roomId, userId }
        : null
    },
    signRefresh,
    readRefresh: (token) => {
      const [, sessionId = '', count = ''] = /^([\w-]{1,64})\.(\d{1,9})\.[\w-]{43}$/.exec(token) ?? []
      const wanted = signRefresh(sessionId, Number(count))
      const same = token.length === wanted.length && timingSafeEqual(Buffer.from(token), Buffer.from(wanted))
      return same ? { sessionId, count: Number(count) } : null
    },
  }
}
