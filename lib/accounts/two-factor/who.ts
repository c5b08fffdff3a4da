import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { authenticators, passkeys } from '#lib/db/schema.ts'

/** Who of these has more than a password: an app whose codes are asked for, or a passkey. */
export async function withTwoFactor(on: Queries, userIds: string[]): Promise<Set<string>> {
  const apps = await on
    .select({ userId: authenticators.userId })
    .from(authenticators)
    .where(and(inArray(authenticators.userId, userIds), isNotNull(authenticators.confirmedAt)))
  const keys = await on
    .selectDistinct({ userId: passkeys.userId })
    .from(passkeys)
    .where(inArray(passkeys.userId, userIds))
  return new Set([...apps, ...keys].map(({ userId }) => userId))
}
