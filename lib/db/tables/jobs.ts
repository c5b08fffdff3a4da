import { sql } from 'drizzle-orm'
import type { Failure } from '#lib/failure.ts'
import { index, integer, json, table, text, time, unique } from '../columns.ts'

/**
 * What is still to be done, whichever process lives to do it. A job that is done is gone, and one that recurs
 * waits for its next time.
 */
export const jobs = table(
  'jobs',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    /** While a job of this kind and key waits or runs there is no second one. */
    key: text(),
    payload: json().notNull(),
    state: text({ enum: ['waiting', 'running', 'given_up'] }).notNull(),
    /**
     * When somebody may take it: while it waits its time, while it runs the end of its lease. Of one given
     * up, when that was.
     */
    dueAt: time().notNull(),
    /** How often it was begun. */
    tries: integer().notNull().default(0),
    /**
     * A number of its own for each time it is taken: who lost the lease can neither end nor prolong what
     * another has taken.
     */
    lease: text(),
    /** How far it is: `done` of `total`, in whatever its kind counts. */
    done: integer(),
    total: integer(),
    /** Why it did not succeed the last time. */
    failure: json().$type<Failure>(),
    /**
     * Since when what it does may have been done, for what cannot be done twice; null while it certainly was
     * not.
     */
    committedAt: time(),
    enqueuedAt: time().notNull(),
  },
  (t) => [
    index('jobs_due').on(t.kind, t.dueAt).where(sql`state <> 'given_up'`),
    unique('jobs_key').on(t.kind, t.key).where(sql`state <> 'given_up'`),
  ],
)
