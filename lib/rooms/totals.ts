import { count, sql } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { rooms } from '#lib/db/schema.ts'
import { isThere } from './membership.ts'

/** How many rooms there are, direct ones too, and how many numbers were given to messages in them. */
export async function roomTotals(on: Queries): Promise<{ rooms: number; messages: number }> {
  const messages = sql<number>`coalesce(sum(${rooms.lastSeq}), 0)`.mapWith(Number)
  const [found] = await on.select({ rooms: count(), messages }).from(rooms).where(isThere)
  return found ?? { rooms: 0, messages: 0 }
}
