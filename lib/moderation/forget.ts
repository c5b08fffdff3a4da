import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { reports } from '#lib/db/schema.ts'
import { english } from '#lib/words/english.ts'

/**
 * What was reported stays as it was said, and no longer tells by whom: deleting an account is no way to undo
 * a report. Who reported is named as their account is now.
 */
export async function forgetReported(tx: Queries, userId: string): Promise<void> {
  await tx
    .update(reports)
    .set({ authorName: english('departure.name') })
    .where(eq(reports.authorId, userId))
}
