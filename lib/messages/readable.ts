import { and, eq, inArray } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { memberships, messages } from '#lib/db/schema.ts'
import { type MessageRow, withContext } from './rows.ts'

/** Of these messages, by their ids, those that somebody may read at this moment. */
export async function readable(
  on: Queries,
  viewerId: string,
  ids: string[],
): Promise<Map<string, MessageRow>> {
  if (ids.length === 0) return new Map()
  const rows = await withContext(on)
    .innerJoin(memberships, and(eq(memberships.roomId, messages.roomId), eq(memberships.userId, viewerId)))
    .where(inArray(messages.id, ids))
  return new Map(rows.map((row) => [row.message.id, row]))
}
