import { count, isNotNull, sql } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { ownArchives } from '#lib/db/schema.ts'

/** What archives of people's own data take together, which lie in the store beside the files. */
export async function takenByArchives(on: Queries): Promise<{ files: number; bytes: number }> {
  const bytes = sql<number>`coalesce(sum(${ownArchives.sizeBytes}), 0)`.mapWith(Number)
  const [found] = await on
    .select({ files: count(), bytes })
    .from(ownArchives)
    .where(isNotNull(ownArchives.sizeBytes))
  return found ?? { files: 0, bytes: 0 }
}
