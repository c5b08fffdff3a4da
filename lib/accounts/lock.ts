import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { users } from '#lib/db/schema.ts'

/**
 * Makes other writes that lock the same account wait for the end of this one: an update that changes nothing
 * locks the row on PostgreSQL, and on SQLite writes are one after another anyway. Comes before whatever else
 * of the account a write takes, sessions, links and codes alike: of two that take them in another order each
 * would wait for the other.
 */
export const lockAccount = (tx: Queries, userId: string) =>
  tx.update(users).set({ id: userId }).where(eq(users.id, userId))
