import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { appOf } from './two-factor/check-code.ts'

/**
 * Whether an account is that of whoever reads its email: they have shown that they do, or an administrator
 * made it and nobody was in it yet. Not where codes are asked for, which the email is no proof of.
 */
export async function isOwnersByEmail(on: Queries, userId: string): Promise<boolean> {
  const [owner] = await on.select().from(users).where(eq(users.id, userId))
  if (!owner || owner.deactivatedAt !== null || (await appOf(on, userId))) return false
  if (owner.emailVerifiedAt !== null) return true
  return owner.passwordHash === '' && (await on.$count(sessions, eq(sessions.userId, userId))) === 0
}
