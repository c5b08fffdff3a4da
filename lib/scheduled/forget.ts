import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { scheduled } from '#lib/db/schema.ts'

/** Messages somebody wanted to send later; their files go with the other unsent ones. */
export async function forgetScheduled(tx: Queries, userId: string): Promise<void> {
  await tx.delete(scheduled).where(eq(scheduled.userId, userId))
}
