import { and, eq, isNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { users } from '#lib/db/schema.ts'
import type { Viewer } from './schema.ts'

/**
 * Somebody for whom something is done that they asked for before, as they are now: it may write, as a token
 * of theirs could, and nothing more. Null when there is no such account any more,
 * or it was deactivated.
 */
export async function inAbsence(on: Queries, userId: string): Promise<Viewer | null> {
  const { id, name, avatarUrl, role } = users
  const [found] = await on
    .select({ userId: id, name, avatarUrl, role })
    .from(users)
    .where(and(eq(id, userId), isNull(users.deactivatedAt)))
  return found ? { ...found, kind: 'token', tokenId: '', scopes: ['write'] } : null
}
