import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { oneTimeLinks, users } from '#lib/db/schema.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { ExpectedPerson } from './schema.ts'

/** More at once are found among all people. */
const most = 100

/**
 * Who has an account and a link to set their first password, and has not come yet; whose link ends first
 * stands in front. For administrators.
 */
export async function expectedPeople({ db, now, viewer }: Context): Promise<ExpectedPerson[]> {
  requireAdministrator(viewer)
  const { id, name, email } = users
  const found = await db.read
    .select({ id, name, email, expiresAt: oneTimeLinks.expiresAt })
    .from(oneTimeLinks)
    .innerJoin(users, and(eq(users.id, oneTimeLinks.userId), isNull(users.deactivatedAt)))
    .where(
      and(
        eq(oneTimeLinks.purpose, 'password'),
        isNull(oneTimeLinks.usedAt),
        gt(oneTimeLinks.expiresAt, now()),
        eq(users.passwordHash, ''),
      ),
    )
    .orderBy(asc(oneTimeLinks.expiresAt), asc(users.id))
    .limit(most)
  return found.map((row) => ({ ...row, expiresAt: isoTime(row.expiresAt) }))
}
