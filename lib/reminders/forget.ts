import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { reminders } from '#lib/db/schema.ts'

/** What somebody wanted to be reminded of; its jobs find nothing to do. */
export async function forgetReminders(tx: Queries, userId: string): Promise<void> {
  await tx.delete(reminders).where(eq(reminders.userId, userId))
}
