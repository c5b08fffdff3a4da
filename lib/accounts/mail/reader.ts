import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { sessions, users } from '#lib/db/schema.ts'
import { type Reader, readerOf } from '#lib/words/of-languages.ts'

type Addressee = { name: string; email: string; isVerified: boolean; reader: Reader }

/**
 * Somebody a letter goes to, and the words they read: as their browser told when they last signed in. `but`:
 * a session that may be somebody else’s. Null when they may not come in any more.
 */
export async function addressee(
  { db }: Pick<World, 'db'>,
  userId: string,
  but = '',
): Promise<Addressee | null> {
  const { id, name, email, emailVerifiedAt } = users
  const [found] = await db.read
    .select({ name, email, emailVerifiedAt })
    .from(users)
    .where(and(eq(id, userId), isNull(users.deactivatedAt)))
  if (!found) return null
  const [last] = await db.read
    .select({ languages: sessions.languages })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.id, but), ne(sessions.languages, '')))
    .orderBy(desc(sessions.createdAt))
    .limit(1)
  const reader = await readerOf(last?.languages ?? '')
  return { name: found.name, email: found.email, isVerified: found.emailVerifiedAt !== null, reader }
}
