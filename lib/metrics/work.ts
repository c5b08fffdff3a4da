import type { Registry } from 'prom-client'
import { linksOfCalls } from '#lib/calls/links.ts'
import type { Db } from '#lib/db/open.ts'
import { countJobs, longestWait } from '#lib/jobs/queries.ts'
import { gauge } from './gauge.ts'

/** What stands in the database, and is the same whichever process is asked: jobs, and calls. */
export function countWork(register: Registry, db: Db): void {
  gauge(
    register,
    'rooms_jobs',
    'Jobs of all processes, by state; those given up wait for an administrator',
    async () =>
      Object.entries(await countJobs(db)).map(([state, count]): [{ state: string }, number] => [
        { state },
        count,
      ]),
    ['state'],
  )
  gauge(
    register,
    'rooms_jobs_longest_wait_seconds',
    'For how long the job of all processes that has been due longest has waited',
    async () => (await longestWait(db, Date.now())) / 1_000,
  )
  gauge(
    register,
    'rooms_call_links',
    'Links of the calls of all processes, by how each end says that it is; “silent” lacks sound or picture',
    async () =>
      Object.entries(await linksOfCalls(db.read)).map(([state, count]): [{ state: string }, number] => [
        { state },
        count,
      ]),
    ['state'],
  )
}
