import { and, inArray } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { isMember } from '#lib/rooms/membership.ts'
import { type MessageRow, withContext } from './rows.ts'

/** Of these messages, by their ids, those that somebody may read at this moment. */
export async function readable(
  on: Queries,
  viewerId: string,
  ids: string[],
): Promise<Map<string, MessageRow>> {
  if (ids.length === 0) return new Map()
  const rows = await withContext(on).where(
    and(inArray(messages.id, ids), isMember(on, viewerId, messages.roomId)),
  )
  return new Map(rows.map((row) => [row.message.id, row]))
}
