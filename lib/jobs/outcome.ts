import { sql } from 'drizzle-orm'
import type { Db } from '#lib/db/open.ts'
import { jobs } from '#lib/db/schema.ts'
import { failureOf } from '#lib/failure.ts'
import { isHeld, type Job } from './claim.ts'
import { isFinal } from './final.ts'
import type { JobKind } from './kind.ts'

const first = 5_000
const longest = 3_600_000

/** How long after so many tries the next one comes: scattered, so that what failed together returns apart. */
export function retryDelay(tries: number, chance = Math.random()): number {
  const whole = Math.min(first * 2 ** (tries - 1), longest)
  return Math.round((whole / 2) * (1 + chance))
}

const waiting = { state: 'waiting', lease: null } as const
const anew = { ...waiting, tries: 0, done: null, total: null }

/** It is done: gone, or waiting for its next time. */
export const settle = (db: Db, kind: JobKind, job: Job, at: number) =>
  kind.everyMs === null
    ? db.write((tx) => tx.delete(jobs).where(isHeld(job)))
    : change(db, job, { ...anew, failure: null, dueAt: at + kind.everyMs })

/** It goes on elsewhere, or here after the restart; this was no try. */
export const giveBack = (db: Db, job: Job, at: number) =>
  change(db, job, { ...waiting, dueAt: at, tries: sql`${jobs.tries} - 1` })

/**
 * It is tried again later, or given up, and kept with the reason. Answers when it is tried again; null when
 * it is not.
 */
export async function fail(
  db: Db,
  kind: JobKind,
  job: Job,
  at: number,
  error: unknown,
): Promise<number | null> {
  const failure = failureOf(error)
  const isOver = job.tries >= kind.tries || isFinal(error)
  if (isOver && kind.everyMs === null) {
    // Its key may tell what its payload may not.
    const left = kind.remains ? { payload: kind.remains(job.payload), key: null } : {}
    await change(db, job, { state: 'given_up', lease: null, dueAt: at, failure, ...left })
    return null
  }
  const delay = isOver ? Number.POSITIVE_INFINITY : retryDelay(job.tries)
  const dueAt = at + Math.min(delay, kind.everyMs ?? longest)
  await change(db, job, { ...(isOver ? anew : waiting), dueAt, failure })
  return dueAt
}

const change = (db: Db, job: Job, values: object) =>
  db.write((tx) => tx.update(jobs).set(values).where(isHeld(job)))
