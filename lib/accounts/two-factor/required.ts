import { and, eq, inArray, isNotNull, isNull, ne, notInArray } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { authenticators, passkeys, users } from '#lib/db/schema.ts'
import type { Note } from '#lib/facts/facts.ts'
import { personRoles } from '#lib/instance/roles.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { withTwoFactor } from './who.ts'

/*
 * Who has to set up a second factor before anything else is written at their account, so that no request asks
 * for it apart: with whatever may change it, and once more when they sign in.
 */

/** Of one account, in the write that changes its factors or lets it in. */
export async function settleRequirement(
  tx: Queries,
  world: Pick<World, 'db' | 'env'>,
  note: Note,
  userId: string,
): Promise<void> {
  const { requireTwoFactor } = await settingsOf(world, tx)
  const mustSetUp = requireTwoFactor && !(await withTwoFactor(tx, [userId])).has(userId)
  const changed = await tx
    .update(users)
    .set({ mustSetUp })
    .where(and(eq(users.id, userId), ne(users.mustSetUp, mustSetUp)))
    .returning({ id: users.id })
  if (mustSetUp && changed.length > 0) note('factor.missing', { userId })
}

/** Of all, in the write that changes whether it is required. Bots sign in nowhere. */
export async function settleAll(tx: Queries, note: Note, isRequired: boolean): Promise<void> {
  if (!isRequired) {
    await tx.update(users).set({ mustSetUp: false }).where(eq(users.mustSetUp, true))
    return
  }
  const apps = tx
    .select({ id: authenticators.userId })
    .from(authenticators)
    .where(isNotNull(authenticators.confirmedAt))
  const keys = tx.select({ id: passkeys.userId }).from(passkeys)
  const changed = await tx
    .update(users)
    .set({ mustSetUp: true })
    .where(
      and(
        eq(users.mustSetUp, false),
        // Guests of a room are gone with its link, and have no password a second factor would stand beside.
        isNull(users.guestOf),
        inArray(users.role, personRoles),
        notInArray(users.id, apps),
        notInArray(users.id, keys),
      ),
    )
    .returning({ userId: users.id })
  for (const { userId } of changed) note('factor.missing', { userId })
}
