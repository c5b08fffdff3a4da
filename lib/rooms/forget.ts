import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { bans, invites, mutes } from '#lib/db/schema.ts'

/** Links somebody made, and what held for them in rooms. They leave those by a job (leave-all.ts). */
export async function forgetInRooms(tx: Queries, userId: string): Promise<void> {
  await tx.delete(invites).where(eq(invites.createdBy, userId))
  await tx.delete(bans).where(eq(bans.userId, userId))
  await tx.delete(mutes).where(eq(mutes.userId, userId))
}
