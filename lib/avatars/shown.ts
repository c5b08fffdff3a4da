import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { users } from '#lib/accounts/columns.ts'
import type { Queries } from '#lib/db/open.ts'
import { avatars } from '#lib/db/schema.ts'

/**
 * Under which id the picture lies in the store that somebody shows; null where they show none. It asks for
 * no rights.
 */
export async function shownBy(on: Queries, userId: string): Promise<string | null> {
  const shown = and(eq(avatars.userId, userId), isNull(avatars.replacedAt))
  const [found] = await on
    .select({ id: avatars.id })
    .from(avatars)
    // What an account showed that is gone is not cleaned up in the same moment (purge.ts).
    .innerJoin(users, and(eq(users.id, avatars.userId), isNotNull(users.avatarUrl)))
    .where(shown)
  return found?.id ?? null
}
