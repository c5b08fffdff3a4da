import { RateLimiterRes } from 'rate-limiter-flexible'
import { type Counts, ownCounts, type SharedStore, sharedCounts } from './counters.ts'
import type { Env } from './env.ts'
import { isRefusal, Refusal } from './errors.ts'
import { networkOf } from './http/address.ts'
import { hashSecret } from './ids.ts'
import { keyedQueue } from './keyed-queue.ts'

/**
 * Each refuses with `rate_limited` and `retryAfterMs` when the allowance is
 * used up. What is asked for all the time, and counted by seconds, each process counts by itself; what is
 * counted by minutes all of them count together, where they share a Redis.
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
  /** Archives of their own data somebody asks for. */
  ownArchive: (userId: string) => Promise<void>
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
   * other, so that parallel guesses count too. On a device that the account knows it is bound by that
   * device's own failures alone: so nobody keeps somebody else out by failing on purpose.
   */
  signIn: <T>(
    address: string,
    email: string,
    attempt: () => Promise<T | null>,
    device?: string | null,
  ) => Promise<T | null>
}

/** By the settings `LIMIT_…`; `store`: what all processes share. */
export function makeLimits(env: Env, store: SharedStore | null = null): Limits {
  const shared = sharedCounts(store)
  const messages = ownCounts(env.LIMIT_MESSAGES_PER_5S, 5)
  const changes = ownCounts(env.LIMIT_CHANGES_PER_5S, 5)
  const searches = ownCounts(env.LIMIT_SEARCHES_PER_10S, 10)
  const requests = ownCounts(env.LIMIT_REQUESTS_PER_10S, 10)
  const networks = ownCounts(env.LIMIT_REQUESTS_PER_10S_PER_ADDRESS, 10)
  const pages = ownCounts(env.LIMIT_PAGES_PER_10S_PER_ADDRESS, 10)
  const rings = shared('ring', 1, 10)
  const uploads = shared('upload', env.LIMIT_UPLOADS_PER_MIN, 60)
  const previews = shared('preview', env.LIMIT_PREVIEWS_PER_MIN, 60)
  const made = shared('room', env.LIMIT_ROOMS_PER_10MIN, 600)
  const additions = shared('addition', env.LIMIT_ADDITIONS_PER_10MIN, 600)
  const registrations = shared('registration', env.LIMIT_REGISTRATIONS_PER_10MIN, 600)
  const pairs = shared('sign-in', env.LIMIT_SIGN_IN_FAILURES, 180)
  const accounts = shared('sign-in-to', env.LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT, 900)
  const addresses = shared('sign-in-from', env.LIMIT_SIGN_IN_FAILURES_PER_ADDRESS, 180)
  const links = shared('link', env.LIMIT_SIGN_IN_FAILURES_PER_ADDRESS, 180)
  const reports = shared('report', 20, 600)
  const archives = shared('own-archive', 3, 86_400)
  const asked = shared('mail-from', env.LIMIT_MAILS_PER_HOUR_PER_ADDRESS, 3_600)
  const mailed = shared('mail-to', env.LIMIT_MAILS_PER_HOUR, 3_600)
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
    ownArchive: (userId) => spend(archives, userId, 'ownArchive'),
    registration: (address) => spend(registrations, networkOf(address), 'registration'),
    passwordLink: (address) => spend(links, networkOf(address), 'passwordLink'),
    mailFrom: (address) => spend(asked, networkOf(address), 'mailFrom'),
    mailTo: (email) => spend(mailed, email, 'mailFrom').then(() => true, unlessLimited),
    attempt: async (address, attempt) => {
      const network = networkOf(address)
      await spend(addresses, network, 'signInFrom')
      const outcome = await attempt()
      await addresses.reward(network)
      return outcome
    },
    signIn: (address, email, attempt, device = null) => {
      const network = networkOf(address)
      // Nobody's email stands in a store that others may read.
      const key = hashSecret(device === null ? `${network} ${email}` : `device ${device} ${email}`)
      const account = hashSecret(email)
      return inLane(device ?? network, async () => {
        if (device === null) {
          // What is refused by one counts for none.
          await requireLeft(pairs, key, 'signInOfAccount')
          await requireLeft(accounts, account, 'signInOfAccount')
          await requireLeft(addresses, network, 'signInFrom')
        }
        // Counted before it is made, and taken back when it is good: other processes may be at it too.
        await spend(pairs, key, 'signInOfAccount')
        if (device === null) {
          await spend(accounts, account, 'signInOfAccount')
          await spend(addresses, network, 'signInFrom')
        }
        const outcome = await attempt()
        if (outcome === null) return null
        await pairs.delete(key)
        if (device === null) await Promise.all([accounts.reward(account), addresses.reward(network)])
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
      | 'ownArchive'
      | 'registration'
      | 'passwordLink'
      | 'mailFrom'
      | 'signInOfAccount'
      | 'signInFrom'
    )

async function spend(limiter: Counts, key: string, what: Limited, points = 1) {
  try {
    await limiter.consume(key, points)
  } catch (spent) {
    if (!(spent instanceof RateLimiterRes)) throw spent
    throw tooMany(what, spent, limiter)
  }
}

function unlessLimited(error: unknown): false {
  if (isRefusal(error)) return false
  throw error
}

async function requireLeft(limiter: Counts, key: string, what: Limited) {
  const state = await limiter.get(key)
  if (state && state.consumedPoints >= limiter.points) throw tooMany(what, state, limiter)
}

/** Never longer than what is counted in: the end is a time of day, which may have been set back since. */
function tooMany(what: Limited, { msBeforeNext }: RateLimiterRes, { duration }: Counts) {
  const retryAfterMs = Math.max(1, Math.min(msBeforeNext, duration * 1000))
  return new Refusal(
    'rate_limited',
    `limits.${what}`,
    { seconds: Math.ceil(retryAfterMs / 1000) },
    { retryAfterMs },
  )
}
