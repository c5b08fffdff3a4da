import { and, eq, gt, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { emailChanges } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'

const hourMs = 3_600_000
/** How long it can be confirmed from the new email, and taken back from the one before. */
export const changeLife = { confirm: 24 * hourMs, keep: 72 * hourMs }

/**
 * Ends what somebody wanted and nobody confirmed. With a new password too: whoever knew the one before must
 * not come by their own email afterwards.
 */
export const endWishes = (tx: Queries, userId: string) =>
  tx.delete(emailChanges).where(and(eq(emailChanges.userId, userId), isNull(emailChanges.confirmedAt)))

/**
 * Refuses, as one that is taken, an email to which another account can still go back: whoever changed it
 * without its owner would otherwise shut that way by a new account. Comes after the email was stored, so
 * that of both at once neither is missed.
 */
export async function requireNotKept(
  tx: Queries,
  { id, email }: { id: string; email: string },
  at: number,
  reason: 'accounts.emailTaken' | 'accounts.emailInUse' = 'accounts.emailTaken',
): Promise<void> {
  const kept = await tx.$count(
    emailChanges,
    and(
      eq(emailChanges.before, email),
      ne(emailChanges.userId, id),
      isNotNull(emailChanges.confirmedAt),
      gt(emailChanges.requestedAt, at - changeLife.keep),
    ),
  )
  if (kept > 0) throw new Refusal('conflict', reason, {}, { at: 'email' })
}
