import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { saved } from '#lib/db/schema.ts'

/** What somebody kept for later. */
export async function forgetSaved(tx: Queries, userId: string): Promise<void> {
  await tx.delete(saved).where(eq(saved.userId, userId))
}
