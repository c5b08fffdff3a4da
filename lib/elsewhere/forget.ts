import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { identities } from '#lib/db/schema.ts'

/** Takes off every way in from elsewhere: whoever comes by one again is somebody new. */
export async function forgetIdentities(tx: Queries, userId: string): Promise<void> {
  await tx.delete(identities).where(eq(identities.userId, userId))
}
