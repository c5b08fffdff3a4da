import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { ownArchives } from '#lib/db/schema.ts'
import { letGo } from './operations.ts'

/** An archive of somebody's data ends with their account. */
export async function forgetArchive(tx: Queries, userId: string): Promise<void> {
  for (const row of await tx.select().from(ownArchives).where(eq(ownArchives.userId, userId)))
    await letGo(tx, row)
}
