import { and, eq, gte } from 'drizzle-orm'
import { identities } from '#lib/db/schema.ts'
import type { Subscribe } from '#lib/facts/bus.ts'

/** What becomes of links as accounts change: whoever is put out comes back by none they made. */
export function reactInElsewhere({ within }: Subscribe): void {
  within('email.kept', (tx, { userId, since }) =>
    tx.delete(identities).where(and(eq(identities.userId, userId), gte(identities.createdAt, since))),
  )
}
