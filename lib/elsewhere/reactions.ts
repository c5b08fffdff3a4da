import { and, eq, gte } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { identities } from '#lib/db/schema.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import { requireWayIn } from './identities.ts'

/**
 * What becomes of links as accounts change: whoever is put out comes back by none they made, and nobody shuts
 * themselves out.
 */
export function reactInElsewhere({ within }: Subscribe, { env }: Pick<World, 'env'>): void {
  within('passkey.removed', (tx, { userId }) => requireWayIn(tx, env, userId))
  within('email.kept', (tx, { userId, since }) =>
    tx.delete(identities).where(and(eq(identities.userId, userId), gte(identities.createdAt, since))),
  )
}
