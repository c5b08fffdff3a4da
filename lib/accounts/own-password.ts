import { eq } from 'drizzle-orm'
import type { SessionContext } from '#lib/context.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { lineOf, withPassword } from './passwords.ts'
import { requirePasswords } from './takes-passwords.ts'

/**
 * The viewer's account, for whoever knows its present password, and the line in which its hashes wait.
 * Refuses a wrong one at the field `at`.
 */
export async function requireOwnPassword(context: SessionContext, current: string, at: string) {
  requirePasswords(context)
  const { db, viewer } = context
  const [session] = await db.read.select().from(sessions).where(eq(sessions.id, viewer.sessionId))
  const line = lineOf('changes', session?.address ?? '')
  // Counted for this account's own owner: others' mistakes must not block it, nor do these block others.
  const own = { by: viewer.userId, account: viewer.userId, device: `own ${viewer.userId}` }
  const guess = { line, ...own, password: current }
  const owner = await withPassword(context, guess, async () => {
    const [user] = await db.read.select().from(users).where(eq(users.id, viewer.userId))
    return user
  })
  if (!owner) throw new Refusal('invalid_input', 'accounts.wrongPassword', {}, { at })
  return { owner, line }
}
