import { count, desc, eq, min } from 'drizzle-orm'
import type { Db, Queries } from '#lib/db/open.ts'
import { jobs } from '#lib/db/schema.ts'

/** Jobs that were given up, the newest first, each with the failure of its last try. */
export const givenUp = (on: Queries, limit: number) =>
  on.select().from(jobs).where(eq(jobs.state, 'given_up')).orderBy(desc(jobs.dueAt)).limit(limit)

/** How many jobs of all processes are in each state. */
export async function countJobs(db: Pick<Db, 'read'>) {
  const found = await db.read.select({ state: jobs.state, count: count() }).from(jobs).groupBy(jobs.state)
  const counted = Object.fromEntries(found.map((row) => [row.state, row.count]))
  return { waiting: 0, running: 0, given_up: 0, ...counted }
}

/** For how long, in ms, what has been due longest has waited; 0 when nothing waits that is due. */
export async function longestWait(db: Db, now: number): Promise<number> {
  const [found] = await db.read
    .select({ dueAt: min(jobs.dueAt) })
    .from(jobs)
    .where(eq(jobs.state, 'waiting'))
  return Math.max(0, now - (found?.dueAt ?? now))
}
