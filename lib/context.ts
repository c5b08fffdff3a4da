import type { SessionViewer, Viewer } from './accounts/schema.ts'
import type { Keys } from './auth/keys.ts'
import type { Tokens } from './auth/tokens.ts'
import type { Background } from './background/start.ts'
import type { Db } from './db/open.ts'
import type { Trips } from './elsewhere/trips.ts'
import type { Env } from './env.ts'
import type { Announce, Change } from './facts/bus.ts'
import type { Turns } from './fair-queue.ts'
import type { Files } from './files/open.ts'
import type { CountryOf } from './http/countries.ts'
import type { KeptAnswers } from './http/kept-answers.ts'
import type { KnownJob } from './job-kinds.ts'
import type { Jobs } from './jobs/enqueue.ts'
import type { Limits } from './rate-limits.ts'
import type { Sandbox } from './sandbox/open.ts'

/** What every rule may use, whoever asks. */
export type World = {
  db: Db
  /** What must happen although this process may die. */
  jobs: Jobs<KnownJob>
  /** What takes long, on threads beside that of the sockets. */
  background: Background
  /** A write, with the facts it makes true: they go to whoever subscribed, after the commit. */
  change: Change
  /** A fact that no write made true. */
  announce: Announce
  /** The time of day, which may be set: what is kept, and compared with what is kept. */
  now: () => number
  /** Milliseconds of a clock that nobody sets: how long something takes, and how long ago it was. */
  elapsed: () => number
  countryOf: CountryOf
  kept: KeptAnswers
  limits: Limits
  turns: Turns
  tokens: Tokens
  keys: Keys
  /** The way to where people sign in besides here. */
  trips: Trips
  files: Files
  /** Where what strangers sent is taken apart, in processes of its own. */
  sandbox: Sandbox
  env: Env
}

/** The world as one signed-in person meets it. Every operation takes one. */
export type Context = World & { viewer: Viewer }
/** The same for somebody who signed in, as what concerns their own account asks for. */
export type SessionContext = World & { viewer: SessionViewer }
