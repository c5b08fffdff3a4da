import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { authenticators } from '#lib/db/schema.ts'

/** Who of these is asked for more than a password. */
export async function withTwoFactor(on: Queries, userIds: string[]): Promise<Set<string>> {
  const found = await on
    .select({ userId: authenticators.userId })
    .from(authenticators)
    .where(and(inArray(authenticators.userId, userIds), isNotNull(authenticators.confirmedAt)))
  return new Set(found.map(({ userId }) => userId))
}
