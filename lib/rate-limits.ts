import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Env } from './env.ts'
import { Refusal } from './errors.ts'

/** Each refuses with `rate_limited` and `retryAfterMs` when the allowance is used up. Counted in each process by itself. */
export type Limits = {
  message: (userId: string) => Promise<void>
  search: (userId: string) => Promise<void>
  upload: (userId: string) => Promise<void>
  preview: (userId: string) => Promise<void>
  /** For each room: ringing reaches everybody in it. */
  ring: (roomId: string) => Promise<void>
  registration: (address: string) => Promise<void>
  /** Counts an attempt before the password is checked, so that parallel guesses count too. */
  signIn: (address: string, email: string) => Promise<void>
  /** Gives a successful attempt back. */
  signedIn: (address: string, email: string) => Promise<void>
}

export function makeLimits(env: Env): Limits {
  const messages = new RateLimiterMemory({ points: env.LIMIT_MESSAGES_PER_5S, duration: 5 })
  const searches = new RateLimiterMemory({ points: env.LIMIT_SEARCHES_PER_10S, duration: 10 })
  const uploads = new RateLimiterMemory({ points: env.LIMIT_UPLOADS_PER_MIN, duration: 60 })
  const previews = new RateLimiterMemory({ points: env.LIMIT_PREVIEWS_PER_MIN, duration: 60 })
  const rings = new RateLimiterMemory({ points: 1, duration: 10 })
  const registrations = new RateLimiterMemory({ points: env.LIMIT_REGISTRATIONS_PER_10MIN, duration: 600 })
  const pairs = new RateLimiterMemory({ points: env.LIMIT_SIGN_IN_FAILURES, duration: 180 })
  const addresses = new RateLimiterMemory({ points: env.LIMIT_SIGN_IN_FAILURES_PER_ADDRESS, duration: 180 })
  const pair = (address: string, email: string) => `${address} ${email}`

  return {
    message: (userId) => spend(messages, userId, 'You are sending very fast.'),
    search: (userId) => spend(searches, userId, 'You are searching very fast.'),
    upload: (userId) => spend(uploads, userId, 'You are uploading very many files.'),
    preview: (userId) => spend(previews, userId, 'You are looking up very many links.'),
    ring: (roomId) => spend(rings, roomId, 'It has just rung.'),
    registration: (address) => spend(registrations, address, 'Too many new accounts from your address.'),
    signIn: async (address, email) => {
      await spend(addresses, address, 'Too many failed sign-ins from your address.')
      await spend(pairs, pair(address, email), 'Too many failed sign-ins for this account.')
    },
    signedIn: async (address, email) => {
      await addresses.reward(address)
      await pairs.delete(pair(address, email))
    },
  }
}

async function spend(limiter: RateLimiterMemory, key: string, words: string) {
  try {
    await limiter.consume(key)
  } catch (spent) {
    if (!(spent instanceof RateLimiterRes)) throw spent
    const retryAfterMs = Math.max(1, spent.msBeforeNext)
    throw new Refusal('rate_limited', `${words} Try again in ${Math.ceil(retryAfterMs / 1000)} s.`, {
      retryAfterMs,
    })
  }
}
