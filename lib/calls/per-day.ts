import { and, count, gte, lt, sql } from 'drizzle-orm'
import { dayMs } from '#lib/day.ts'
import type { Queries } from '#lib/db/open.ts'
import { calls } from '#lib/db/schema.ts'

/** The calls that ended on a day, and how long they were together. */
export async function callsOn(on: Queries, day: number): Promise<{ calls: number; callMs: number }> {
  const callMs = sql<number>`coalesce(sum(${calls.endedAt} - ${calls.startedAt}), 0)`.mapWith(Number)
  const [found] = await on
    .select({ calls: count(), callMs })
    .from(calls)
    .where(and(gte(calls.endedAt, day * dayMs), lt(calls.endedAt, (day + 1) * dayMs)))
  return found ?? { calls: 0, callMs: 0 }
}
