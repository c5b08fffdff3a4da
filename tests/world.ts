import { afterAll } from 'vitest'
import { reactInAccounts } from '#lib/accounts/reactions.ts'
import { makeKeys } from '#lib/auth/keys.ts'
import { makeTokens } from '#lib/auth/tokens.ts'
import { startJudging } from '#lib/background/judging.ts'
import { startBackground } from '#lib/background/start.ts'
import { reactInCalls } from '#lib/calls/reactions.ts'
import type { World } from '#lib/context.ts'
import { openDb } from '#lib/db/open.ts'
import { reactInElsewhere } from '#lib/elsewhere/reactions.ts'
import { makeTrips } from '#lib/elsewhere/trips.ts'
import { allowedBy, readEnv } from '#lib/env.ts'
import { makeFactBus, type Subscribe } from '#lib/facts/bus.ts'
import { makeTurns } from '#lib/fair-queue.ts'
import { openFiles } from '#lib/files/open.ts'
import { forgetTheDeleted } from '#lib/forget.ts'
import { reactInGuests } from '#lib/guests/reactions.ts'
import { openCountries } from '#lib/http/countries.ts'
import { keepAnswers } from '#lib/http/kept-answers.ts'
import { jobKinds } from '#lib/job-kinds.ts'
import { claim } from '#lib/jobs/claim.ts'
import { makeJobs } from '#lib/jobs/enqueue.ts'
import { perform } from '#lib/jobs/perform.ts'
import { allow } from '#lib/limits.ts'
import { reactInMessages } from '#lib/messages/reactions.ts'
import { makeLimits } from '#lib/rate-limits.ts'
import type { Audience } from '#lib/realtime/audience.ts'
import type { EventName, EventPayload } from '#lib/realtime/contract.ts'
import { deliver } from '#lib/realtime/delivery/deliver.ts'
import { reactInRooms } from '#lib/rooms/reactions.ts'
import { openSandbox } from '#lib/sandbox/open.ts'
import { emptyStore } from './empty-store.ts'

type Heard = { [E in EventName]: { event: E; audience: Audience; payload: EventPayload<E> } }[EventName]

/** A world of its own for a test: an empty database, a clock to turn, and everything that was published. */
export type TestWorld = World & {
  heard: Heard[]
  /** The events of one name heard since the last `forget`. */
  heardOf: <E extends EventName>(event: E) => Extract<Heard, { event: E }>[]
  forget: () => void
  /** Moves the clock forward. */
  pass: (ms: number) => void
  /** Does every job that is due, and what comes due by it. */
  work: () => Promise<void>
}

/** Of all worlds of a file: its words take a second to be made. */
const judging = startJudging(() => undefined)

const secret = 'a secret of at least thirty-two characters'

/**
 * Settings are given as in the environment. Limits are out of the way unless the test is about them. What
 * else subscribes to facts does so in `listen`.
 */
export async function openWorld(
  settings: Record<string, string> = {},
  listen: (facts: Subscribe) => void = () => undefined,
): Promise<TestWorld> {
  const empty = await emptyStore()
  const env = readEnv({
    DATABASE_URL: empty.url,
    DATA_DIR: empty.dataDir,
    PUBLIC_URL: 'https://rooms.test',
    LIMIT_MESSAGES_PER_5S: '100000',
    LIMIT_CHANGES_PER_5S: '100000',
    LIMIT_ROOMS_PER_10MIN: '100000',
    LIMIT_ADDITIONS_PER_10MIN: '100000',
    ...settings,
  })
  allow(allowedBy(env))
  const store = { url: env.DATABASE_URL, dataDir: env.DATA_DIR, synchronous: 'NORMAL' as const }
  const db = await openDb(store)
  const background = startBackground(store, () => undefined)
  const sandbox = openSandbox(() => undefined)
  afterAll(async () => {
    await facts.idle()
    sandbox.stop()
    await background.stop()
    await db.close()
  })

  let ahead = 0
  const heard: Heard[] = []
  const facts = makeFactBus(db, (error) => {
    throw error
  })
  const now = () => Date.now() + ahead
  const elapsed = () => performance.now() + ahead
  const world: TestWorld = {
    db,
    jobs: makeJobs(db, now),
    background: { ...background, judge: (asked) => judging.judge(asked) },
    env,
    files: openFiles(env),
    sandbox,
    countryOf: openCountries(),
    kept: keepAnswers(),
    limits: makeLimits(env),
    turns: makeTurns(),
    tokens: makeTokens(secret),
    keys: makeKeys(secret),
    trips: makeTrips(() => undefined, elapsed),
    now,
    elapsed,
    // What follows from a fact is over before the test goes on.
    change: async (body, lane) => {
      const result = await facts.change(body, lane)
      await facts.idle()
      return result
    },
    announce: facts.announce,
    heard,
    heardOf: (event) => heard.filter((one) => one.event === event) as never,
    forget: () => void heard.splice(0),
    pass: (ms) => {
      ahead += ms
    },
    work: async () => {
      for (let due = true; due; ) {
        due = false
        for (const kind of jobKinds)
          for (const job of await claim(db, kind.name, kind.atOnce, now())) {
            due = true
            const outcome = await perform(world, kind, job, new AbortController().signal)
            if (typeof outcome === 'object') throw outcome.error
          }
      }
    },
  }
  deliver(facts, world, (event, audience, payload) => void heard.push({ event, audience, payload } as Heard))
  reactInRooms(facts, world)
  reactInCalls(facts, world)
  reactInAccounts(facts, world)
  reactInMessages(facts, world)
  reactInGuests(facts, world)
  reactInElsewhere(facts, world)
  forgetTheDeleted(facts, world)
  listen(facts)
  return world
}
