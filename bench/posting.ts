/*
 * What does group commit bring? The same posts through the same rule: each waited for before the next, so
 * that each is a transaction of its own, and many asked for at once, so that those of one turn share one.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { viewerOf } from '#lib/accounts/sessions.ts'
import { makeKeys } from '#lib/auth/keys.ts'
import { makeTokens } from '#lib/auth/tokens.ts'
import { startBackground } from '#lib/background/start.ts'
import type { Context, World } from '#lib/context.ts'
import { openDb } from '#lib/db/open.ts'
import { makeTrips } from '#lib/elsewhere/trips.ts'
import { readEnv } from '#lib/env.ts'
import { makeFactBus } from '#lib/facts/bus.ts'
import { makeTurns } from '#lib/fair-queue.ts'
import { openFiles } from '#lib/files/open.ts'
import { openCountries } from '#lib/http/countries.ts'
import { keepAnswers } from '#lib/http/kept-answers.ts'
import { makeJobs } from '#lib/jobs/enqueue.ts'
import { post } from '#lib/messages/post.ts'
import { makeLimits } from '#lib/rate-limits.ts'
import { createRoom } from '#lib/rooms/operations.ts'
import { registerProgram } from '#lib/rooms/registration.ts'
import { openSandbox } from '#lib/sandbox/open.ts'

const posts = 4_000
const atOnce = 64

const dataDir = mkdtempSync(join(tmpdir(), 'rooms-bench-'))
const env = readEnv({ DATA_DIR: dataDir, LIMIT_MESSAGES_PER_5S: '1000000000' })
const store = { url: '', dataDir, synchronous: 'NORMAL' as const }
const db = await openDb(store)
const facts = makeFactBus(db, () => undefined)
const background = startBackground(store, () => undefined)
background.follow()
const secret = 'a secret for this run only, and no other'
const world: World = {
  db,
  jobs: makeJobs(db, Date.now),
  background,
  env,
  now: Date.now,
  elapsed: () => performance.now(),
  countryOf: openCountries(),
  kept: keepAnswers(),
  limits: makeLimits(env),
  turns: makeTurns(),
  tokens: makeTokens(secret),
  keys: makeKeys(secret),
  trips: makeTrips(() => undefined, Date.now),
  files: openFiles(env),
  sandbox: openSandbox(() => undefined),
  change: facts.change,
  announce: facts.announce,
}
const client = { userAgent: 'bench', address: '127.0.0.1' }
const signedIn = await registerProgram(
  world,
  { email: 'bench@example.org', name: 'Bench', password: 'a long enough password' },
  client,
)
const viewer = await viewerOf(world, signedIn.refreshToken.split('.')[0] ?? '')
if (!viewer) throw new Error('The session was not found')
const context: Context = { ...world, viewer }
const room = await createRoom(context, { name: 'Bench', description: '', type: 'chat', visibility: 'public' })

async function perSecond(senders: number): Promise<number> {
  let left = posts
  const startedAt = performance.now()
  const send = async () => {
    while (left-- > 0)
      await post(context, room.id, {
        clientId: randomUUID(),
        content: 'Shall we talk it over in ten minutes?',
      })
  }
  await Promise.all(Array.from({ length: senders }, send))
  return posts / ((performance.now() - startedAt) / 1000)
}

await perSecond(atOnce)
const alone = await perSecond(1)
const together = await perSecond(atOnce)
console.log(
  `posts: one at a time ${alone.toFixed(0)}/s, ${atOnce} at once ${together.toFixed(0)}/s, ratio ${(together / alone).toFixed(1)}`,
)
await background.stop()
await db.close()
rmSync(dataDir, { recursive: true })
