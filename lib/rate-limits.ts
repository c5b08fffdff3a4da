import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Env } from './env.ts'
import { isRefusal, Refusal } from './errors.ts'
import { networkOf } from './http/address.ts'
import { keyedQueue } from './keyed-queue.ts'

/**
 * Each refuses with `rate_limited` and `retryAfterMs` when the allowance is
 * used up. Counted in each process by itself.
 */
export type Limits = {
  message: (userId: string) => Promise<void>
  /** Of messages that are there already: edits, reactions, pins, deletions. */
  change: (userId: string) => Promise<void>
  search: (userId: string) => Promise<void>
  /** Of a person over HTTP, whatever is asked. */
  request: (userId: string) => Promise<void>
  /**
   * Of everybody behind one address, signed in or not, to `/api` and to open sockets. What is limited by
   * address is counted by its network (lib/http/address.ts).
   */
  requestFrom: (address: string) => Promise<void>
  /** Pages drawn for one address. */
  page: (address: string) => Promise<void>
  /** Rooms somebody makes. */
  room: (userId: string) => Promise<void>
  /** People somebody adds to rooms without asking them first. */
  addition: (userId: string, people: number) => Promise<void>
  upload: (userId: string) => Promise<void>
  preview: (userId: string) => Promise<void>
  /** Of a person in one room, so that whoever was called may call back at once. */
  ring: (userId: string, roomId: string) => Promise<void>
  /** Messages somebody reports. */
  report: (userId: string) => Promise<void>
  registration: (address: string) => Promise<void>
  /** Mails that somebody at an address asks for, to whomever. */
  mailFrom: (address: string) => Promise<void>
  /** Whether one more may go to an email because somebody asked for it: nobody is flooded. */
  mailTo: (email: string) => Promise<boolean>
  /** Passwords that are set by links, and links that are tried. */
  passwordLink: (address: string) => Promise<void>
  /** Makes an attempt to come in by something else than a password, and counts it when it is refused. */
  attempt: <T>(address: string, attempt: () => Promise<T>) => Promise<T>
  /**
   * Makes an attempt and counts it when it gives null. Attempts of one address wait for each
   * other, so that parallel guesses count too.
   */
  signIn: <T>(address: string, email: string, attempt: () => Promise<T | null>) => Promise<T | null>
}

/** By the settings `LIMIT_…`. */
export function makeLimits(env: Env): Limits {
  const messages = new RateLimiterMemory({ points: env.LIMIT_MESSAGES_PER_5S, duration: 5 })
  const changes = new RateLimiterMemory({ points: env.LIMIT_CHANGES_PER_5S, duration: 5 })
  const searches = new RateLimiterMemory({ points: env.LIMIT_SEARCHES_PER_10S, duration: 10 })
  const uploads = new RateLimiterMemory({ points: env.LIMIT_UPLOADS_PER_MIN, duration: 60 })
  const previews = new RateLimiterMemory({ points: env.LIMIT_PREVIEWS_PER_MIN, duration: 60 })
  const requests = new RateLimiterMemory({ points: env.LIMIT_REQUESTS_PER_10S, duration: 10 })
  const networks = new RateLimiterMemory({ points: env.LIMIT_REQUESTS_PER_10S_PER_ADDRESS, duration: 10 })
  const pages = new RateLimiterMemory({ points: env.LIMIT_PAGES_PER_10S_PER_ADDRESS, duration: 10 })
  const made = new RateLimiterMemory({ points: env.LIMIT_ROOMS_PER_10MIN, duration: 600 })
  const additions = new RateLimiterMemory({ points: env.LIMIT_ADDITIONS_PER_10MIN, duration: 600 })
  const rings = new RateLimiterMemory({ points: 1, duration: 10 })
  const reports = new RateLimiterMemory({ points: 20, duration: 600 })
  const registrations = new RateLimiterMemory({ points: env.LIMIT_REGISTRATIONS_PER_10MIN, duration: 600 })
  const pairs = new RateLimiterMemory({ points: env.LIMIT_SIGN_IN_FAILURES, duration: 180 })
  const addresses = new RateLimiterMemory({ points: env.LIMIT_SIGN_IN_FAILURES_PER_ADDRESS, duration: 180 })
  const links = new RateLimiterMemory({ points: env.LIMIT_SIGN_IN_FAILURES_PER_ADDRESS, duration: 180 })
  const asked = new RateLimiterMemory({ points: env.LIMIT_MAILS_PER_HOUR_PER_ADDRESS, duration: 3_600 })
  const mailed = new RateLimiterMemory({ points: env.LIMIT_MAILS_PER_HOUR, duration: 3_600 })
  const inLane = keyedQueue()

  return {
    message: (userId) => spend(messages, userId, 'message'),
    change: (userId) => spend(changes, userId, 'change'),
    search: (userId) => spend(searches, userId, 'search'),
    request: (userId) => spend(requests, userId, 'request'),
    requestFrom: (address) => spend(networks, networkOf(address), 'requestFrom'),
    page: (address) => spend(pages, networkOf(address), 'page'),
    room: (userId) => spend(made, userId, 'room'),
    addition: (userId, people) => spend(additions, userId, 'addition', people),
    upload: (userId) => spend(uploads, userId, 'upload'),
    preview: (userId) => spend(previews, userId, 'preview'),
    ring: (userId, roomId) => spend(rings, `${userId} ${roomId}`, 'ring'),
    report: (userId) => spend(reports, userId, 'report'),
    registration: (address) => spend(registrations, networkOf(address), 'registration'),
    passwordLink: (address) => spend(links, networkOf(address), 'passwordLink'),
    mailFrom: (address) => spend(asked, networkOf(address), 'mailFrom'),
    mailTo: (email) => spend(mailed, email, 'mailFrom').then(() => true, unlessLimited),
    attempt: async (address, attempt) => {
      const network = networkOf(address)
      await requireLeft(addresses, network, 'signInFrom')
      try {
        return await attempt()
      } catch (error) {
        await addresses.penalty(network)
        throw error
      }
    },
    signIn: (address, email, attempt) => {
      const network = networkOf(address)
      const pair = `${network} ${email}`
      return inLane(network, async () => {
        await requireLeft(pairs, pair, 'signInOfAccount')
        await requireLeft(addresses, network, 'signInFrom')
        const outcome = await attempt()
        if (outcome !== null) await pairs.delete(pair)
        else await Promise.all([pairs.penalty(pair), addresses.penalty(network)])
        return outcome
      })
    },
  }
}

/** What there was too much of, as the refusal names it. */
type Limited =
  | ('message' | 'change' | 'search' | 'request' | 'requestFrom' | 'page' | 'room' | 'addition')
  | (
      | 'upload'
      | 'preview'
      | 'ring'
      | 'report'
      | 'registration'
      | 'passwordLink'
      | 'mailFrom'
      | 'signInOfAccount'
      | 'signInFrom'
    )

async function spend(limiter: RateLimiterMemory, key: string, what: Limited, points = 1) {
  try {
    await limiter.consume(key, points)
  } catch (spent) {
    if (!(spent instanceof RateLimiterRes)) throw spent
    throw tooMany(what, spent)
  }
}

function unlessLimited(error: unknown): false {
  if (isRefusal(error)) return false
  throw error
}

async function requireLeft(limiter: RateLimiterMemory, key: string, what: Limited) {
  const state = await limiter.get(key)
  if (state && state.consumedPoints >= limiter.points) throw tooMany(what, state)
}

function tooMany(what: Limited, { msBeforeNext }: RateLimiterRes) {
  const retryAfterMs = Math.max(1, msBeforeNext)
  return new Refusal(
    'rate_limited',
    `limits.${what}`,
    { seconds: Math.ceil(retryAfterMs / 1000) },
    { retryAfterMs },
  )
}
