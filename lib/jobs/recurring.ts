import { and, eq, lte } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { jobs } from '#lib/db/schema.ts'
import type { Jobs } from './enqueue.ts'
import type { JobKind } from './kind.ts'
import { isOpen } from './open.ts'

const key = 'recurring'

/** What recurs is a row too, and the same one for all processes: whoever starts first makes it. */
export async function beginRecurring({ db, jobs: known, now }: World, kinds: readonly JobKind[]) {
  const { enqueue } = known as Jobs
  for (const { name, everyMs } of kinds) {
    if (everyMs === null) continue
    const runAt = now() + everyMs
    // Later than that it stands where a clock was ahead for a time.
    const there = and(eq(jobs.kind, name), eq(jobs.key, key), isOpen, lte(jobs.dueAt, runAt))
    if ((await db.read.$count(jobs, there)) > 0) continue
    await db.write((tx) => enqueue(tx, name, {}, { key, runAt }))
  }
}
