import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { knocks, participants } from '#lib/db/schema.ts'

/** A call that was held keeps that somebody was there, and not by which session. */
export async function forgetInCalls(tx: Queries, userId: string): Promise<void> {
  await tx.delete(knocks).where(eq(knocks.userId, userId))
  await tx.update(participants).set({ sessionId: '', socketId: '' }).where(eq(participants.userId, userId))
}
