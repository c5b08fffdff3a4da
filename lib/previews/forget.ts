import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { linkPreviews } from '#lib/db/schema.ts'

/** Cards somebody was shown while they wrote. */
export async function forgetPreviews(tx: Queries, userId: string): Promise<void> {
  await tx.delete(linkPreviews).where(eq(linkPreviews.userId, userId))
}
