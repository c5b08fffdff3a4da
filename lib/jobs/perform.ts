import type { World } from '#lib/context.ts'
import { jobs } from '#lib/db/schema.ts'
import { Fault } from '#lib/errors.ts'
import { isHeld, type Job, leaseMs, renew } from './claim.ts'
import { Final } from './final.ts'
import type { JobKind } from './kind.ts'
import { fail, giveBack, settle } from './outcome.ts'

const renewMs = leaseMs / 3
const progressMs = 1_000

/**
 * How one try ended. `retryAt`: when the next one comes (milliseconds since 1970), null when it was given up.
 */
export type Outcome = 'done' | 'given back' | 'lost' | { error: unknown; retryAt: number | null }

/**
 * Works at a job that was claimed, and keeps its lease as long as that takes. `stopping` asks it to end
 * early.
 */
export async function perform(
  world: World,
  kind: JobKind,
  job: Job,
  stopping: AbortSignal,
): Promise<Outcome> {
  const { db, now } = world
  const lost = new AbortController()
  const signal = AbortSignal.any([stopping, lost.signal])
  const renewal = setInterval(() => {
    // A database that is away says nothing of the lease.
    renew(db, job, now()).then(
      (held) => held || lost.abort(),
      () => undefined,
    )
  }, renewMs)
  try {
    stopping.throwIfAborted()
    if (job.tries > kind.tries) throw new Fault('The process ended each time this was tried.')
    if (job.committedAt !== null) throw new Final('The process ended while this was done: it may be done.')
    const progress = keepProgress(world, job)
    await kind.run(world, job.payload, { signal, progress, id: job.id, ...commitment(world, job) })
  } catch (error) {
    if (lost.signal.aborted) return 'lost'
    if (stopping.aborted) {
      await giveBack(db, job, now())
      return 'given back'
    }
    return { error, retryAt: await fail(db, kind, job, now(), error) }
  } finally {
    clearInterval(renewal)
  }
  await settle(db, kind, job, now())
  return 'done'
}

function commitment({ db, now }: World, job: Job) {
  const store = (committedAt: number | null) =>
    db.write((tx) => tx.update(jobs).set({ committedAt }).where(isHeld(job)).returning({ id: jobs.id }))
  return {
    commit: async () => {
      if ((await store(now())).length === 0) throw new Fault('Another process has taken this job.')
    },
    takeBack: async () => {
      await store(null)
    },
  }
}

function keepProgress({ db, elapsed }: World, job: Job) {
  let storedAt = Number.NEGATIVE_INFINITY
  return async (done: number, total: number) => {
    if (elapsed() < storedAt + progressMs) return
    storedAt = elapsed()
    await db.write((tx) => tx.update(jobs).set({ done, total }).where(isHeld(job)))
  }
}
