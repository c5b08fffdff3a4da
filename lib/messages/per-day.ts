import { and, count, countDistinct, eq, gte, lt } from 'drizzle-orm'
import { dayMs } from '#lib/day.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { beforeIdsOf } from '#lib/ids.ts'

/**
 * What people wrote on a day, also what they deleted since, and how many they are. Ids begin with the time,
 * so these lie beside each other: no index of times, which each post would pay for, and no other day is read.
 */
export async function writtenOn(on: Queries, day: number): Promise<{ messages: number; writers: number }> {
  const [from, to] = [day * dayMs, (day + 1) * dayMs]
  const [found] = await on
    .select({ messages: count(), writers: countDistinct(messages.authorId) })
    .from(messages)
    .where(
      and(
        gte(messages.id, beforeIdsOf(from)),
        lt(messages.id, beforeIdsOf(to)),
        gte(messages.createdAt, from),
        lt(messages.createdAt, to),
        eq(messages.kind, 'text'),
      ),
    )
  return found ?? { messages: 0, writers: 0 }
}
