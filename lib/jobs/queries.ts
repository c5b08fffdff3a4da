import { count, desc, eq } from 'drizzle-orm'
import type { Db } from '#lib/db/open.ts'
import { jobs } from '#lib/db/schema.ts'

/** Jobs that were given up, the newest first, each with the failure of its last try. */
export const givenUp = ({ db }: { db: Db }, limit: number) =>
  db.read.select().from(jobs).where(eq(jobs.state, 'given_up')).orderBy(desc(jobs.dueAt)).limit(limit)

/** How many jobs there are in each state that has any. */
export const countJobs = (db: Db) =>
  db.read.select({ state: jobs.state, count: count() }).from(jobs).groupBy(jobs.state)
