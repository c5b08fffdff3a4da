import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { rooms } from '#lib/rooms/columns.ts'
import { isMember, isThere } from '#lib/rooms/membership.ts'

/** Where a message stands, and whether somebody is in that room. */
type Place = { seq: number; threadId: string | null; inRoom: boolean; isMember: boolean }

/**
 * Of these messages, by their ids, where those stand that are not deleted, in whatever room. It says nothing
 * of what they say, and asks for no rights.
 */
export async function placesOf(on: Queries, userId: string, ids: string[]): Promise<Map<string, Place>> {
  if (ids.length === 0) return new Map()
  const rows = await on
    .select({
      id: messages.id,
      seq: messages.seq,
      threadId: messages.threadId,
      inRoom: messages.inRoom,
      isMember: sql<number>`case when ${isMember(on, userId)} then 1 else 0 end`.mapWith(Number),
    })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(inArray(messages.id, ids), isNull(messages.deletedAt), isThere))
  return new Map(rows.map(({ id, isMember, ...place }) => [id, { ...place, isMember: isMember === 1 }]))
}
