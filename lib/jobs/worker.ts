import type { Logger } from 'pino'
import type { World } from '#lib/context.ts'
import { claim, type Job, nextDue } from './claim.ts'
import type { JobKind } from './kind.ts'
import { type Outcome, perform } from './perform.ts'
import { beginRecurring } from './recurring.ts'

/** How often it looks when nothing is known to come: for what a dead process has left. */
const pollMs = 10_000
/** Due, but just being taken by another process. */
const takenMs = 1_000
/** What a job gets to end, or to be given back, when the process stops; of any other the lease runs out. */
const patienceMs = 3_000

export type Worker = {
  /** Takes nothing new, asks what is under way to end, and waits for that, three seconds at most. */
  stop: () => Promise<void>
}

/** Works at jobs of these kinds as they come due, until it is stopped. */
export function startWorker(world: World, kinds: readonly JobKind[], log: Logger): Worker {
  const { db, now } = world
  const stopping = new AbortController()
  const underWay = new Map<Promise<void>, JobKind>()
  let timer: NodeJS.Timeout | undefined
  let looking = Promise.resolve()
  let isLooking = false
  let lookAgain = false
  let begun = false

  function look() {
    if (isLooking) lookAgain = true
    else if (!stopping.signal.aborted) looking = lookUntilQuiet()
  }

  async function lookUntilQuiet() {
    isLooking = true
    clearTimeout(timer)
    let nextAt = Number.POSITIVE_INFINITY
    try {
      do {
        lookAgain = false
        nextAt = await takeDue()
      } while (lookAgain)
    } catch (error) {
      log.error({ err: error }, 'looking for jobs failed')
    }
    isLooking = false
    if (!stopping.signal.aborted) timer = setTimeout(look, Math.min(Math.max(nextAt - now(), 0), pollMs))
  }

  /** Begins what is due as far as there are places, and answers when there will be more. */
  async function takeDue(): Promise<number> {
    if (!begun) await beginRecurring(world, kinds)
    begun = true
    let nextAt = Number.POSITIVE_INFINITY
    for (const kind of kinds) {
      const free = kind.atOnce - [...underWay.values()].filter((other) => other === kind).length
      // Whoever ends looks again.
      if (free <= 0) continue
      const at = await nextDue(db.read, kind.name)
      if (stopping.signal.aborted) break
      if (at === null) continue
      const time = now()
      const jobs = at > time ? [] : await claim(db, kind.name, free, time)
      for (const job of jobs) begin(kind, job)
      if (jobs.length > 0) lookAgain = true
      else nextAt = Math.min(nextAt, at > time ? at : time + takenMs)
    }
    return nextAt
  }

  function begin(kind: JobKind, job: Job) {
    const work = perform(world, kind, job, stopping.signal)
      .then((outcome) => report(kind, job, outcome))
      // Its end could not be stored: the lease runs out, and it is done again.
      .catch((error: unknown) => log.error({ err: error, job: kind.name }, 'a job could not be settled'))
      .finally(() => {
        underWay.delete(work)
        look()
      })
    underWay.set(work, kind)
  }

  function report(kind: JobKind, job: Job, outcome: Outcome) {
    if (typeof outcome === 'string') return
    const { error, retryAt } = outcome
    const words = retryAt === null ? 'a job was given up' : 'a job failed, and is tried again'
    log[retryAt === null ? 'error' : 'warn']({ err: error, job: kind.name, id: job.id, retryAt }, words)
  }

  const stopListening = world.jobs.onWake(look)
  look()
  let stopped: Promise<void> | undefined
  async function stop() {
    stopListening()
    clearTimeout(timer)
    stopping.abort()
    const ended = async () => {
      await looking
      await Promise.all(underWay.keys())
    }
    await Promise.race([ended(), new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])
  }
  return {
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}
