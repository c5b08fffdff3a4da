import { and, count, desc, eq, inArray, isNotNull, type SQLWrapper, sql } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { files } from '#lib/db/schema.ts'

/** What some files take together. */
export type Taken = { files: number; bytes: number }

const bytes = sql<number>`coalesce(sum(${files.sizeBytes}), 0)`.mapWith(Number)
const taken = { files: count(), bytes }

/*
 * What files take, largest first. Each is read from an index that has the sizes in it, and from no row: a
 * hundred thousand files take some ten milliseconds.
 */

/** By what they are. */
export const takenByType = (on: Queries): Promise<(Taken & { mimeType: string })[]> =>
  on
    .select({ mimeType: files.mimeType, ...taken })
    .from(files)
    .groupBy(files.mimeType)

/** By who sent them, those that no message has included. */
export const takenByPerson = (on: Queries, limit: number): Promise<(Taken & { userId: string })[]> =>
  on
    .select({ userId: files.uploaderId, ...taken })
    .from(files)
    .groupBy(files.uploaderId)
    .orderBy(desc(bytes))
    .limit(limit)

/** By the room of the message that has them. */
export async function takenByRoom(on: Queries, limit: number): Promise<(Taken & { roomId: string })[]> {
  const rows = await on
    .select({ roomId: sql<string>`${files.roomId}`, ...taken })
    .from(files)
    // In the very words of the index, or it is not used.
    .where(sql`message_id is not null and ${isNotNull(files.roomId)}`)
    .groupBy(files.roomId)
    .orderBy(desc(bytes))
    .limit(limit)
  return rows
}

/** What the files of some of a room's messages take, which a part of the statement names. */
export async function takenByMessages(on: Queries, roomId: string, ids: SQLWrapper): Promise<Taken> {
  const [found] = await on
    .select(taken)
    .from(files)
    .where(and(eq(files.roomId, roomId), sql`message_id is not null`, inArray(files.messageId, ids)))
  return found ?? { files: 0, bytes: 0 }
}
