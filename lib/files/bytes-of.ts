import { inArray, sql } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { files } from '#lib/db/schema.ts'

/** How many bytes the files take that these people sent; whoever sent none is left out. */
export async function bytesOf(on: Queries, userIds: string[]): Promise<Map<string, number>> {
  if (userIds.length === 0) return new Map()
  const bytes = sql<number>`sum(${files.sizeBytes})`.mapWith(Number)
  const rows = await on
    .select({ userId: files.uploaderId, bytes })
    .from(files)
    .where(inArray(files.uploaderId, userIds))
    .groupBy(files.uploaderId)
  return new Map(rows.map((row) => [row.userId, row.bytes]))
}
