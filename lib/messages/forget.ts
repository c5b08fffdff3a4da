import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { followers } from '#lib/db/schema.ts'

/** Which threads somebody followed, and how far they read. What they wrote may stay (remove-of.ts). */
export async function forgetInMessages(tx: Queries, userId: string): Promise<void> {
  await tx.delete(followers).where(eq(followers.userId, userId))
}
