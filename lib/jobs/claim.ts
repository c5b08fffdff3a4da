import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Db, Queries } from '#lib/db/open.ts'
import { jobs } from '#lib/db/schema.ts'
import { skipLocked } from '#lib/db/skip-locked.ts'
import { newId } from '#lib/ids.ts'
import { isOpen } from './open.ts'

export type Job = typeof jobs.$inferSelect

/** Whose process is silent for so long has lost the job. Clocks of processes may differ by less than that. */
export const leaseMs = 15_000

/** When the next job of this kind may be taken; null when there is none. */
export async function nextDue(on: Queries, kind: string): Promise<number | null> {
  const [next] = await on
    .select({ at: jobs.dueAt })
    .from(jobs)
    .where(and(eq(jobs.kind, kind), isOpen))
    .orderBy(asc(jobs.dueAt))
    .limit(1)
  return next?.at ?? null
}

/**
 * Takes up to `most` due jobs of a kind, the longest due first: what waits, and what a dead process has left.
 */
export function claim(db: Db, kind: string, most: number, at: number): Promise<Job[]> {
  const due = and(eq(jobs.kind, kind), isOpen, lte(jobs.dueAt, at))
  return db.write(async (tx) => {
    const found = await skipLocked(
      tx.select({ id: jobs.id }).from(jobs).where(due).orderBy(asc(jobs.dueAt), asc(jobs.id)).limit(most),
    )
    const ids = found.map(({ id }) => id)
    if (ids.length === 0) return []
    const taken = await tx
      .update(jobs)
      .set({ state: 'running', lease: newId(), dueAt: at + leaseMs, tries: sql`${jobs.tries} + 1` })
      .where(inArray(jobs.id, ids))
      .returning()
    return taken.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
  })
}

/** The job, while it is still ours. */
export const isHeld = ({ id, lease }: Job) => and(eq(jobs.id, id), eq(jobs.lease, lease ?? ''))

/** Prolongs a lease; false when it was lost. */
export async function renew(db: Db, job: Job, at: number): Promise<boolean> {
  const held = await db.write((tx) =>
    tx
      .update(jobs)
      .set({ dueAt: at + leaseMs })
      .where(isHeld(job))
      .returning({ id: jobs.id }),
  )
  return held.length > 0
}

/** After a start with a database of one's own nobody else works: what was under way may be taken at once. */
export async function endLeases(db: Db, at: number): Promise<void> {
  const running = eq(jobs.state, 'running')
  if ((await db.read.$count(jobs, running)) === 0) return
  await db.write((tx) => tx.update(jobs).set({ state: 'waiting', lease: null, dueAt: at }).where(running))
}
