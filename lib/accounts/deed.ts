import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, record } from '#lib/audit/record.ts'
import type { AuditEntry } from '#lib/audit/schema.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { users } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import { oneAtATime } from '#lib/instance/one-at-a-time.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { lockAccount } from './lock.ts'
import { viewerStillGood } from './sessions.ts'

type User = typeof users.$inferSelect
export type Deed = { action: AuditEntry['action']; detail?: AuditEntry['detail'] }

/** Who does it, once nobody else changes any account: if they are still an administrator. */
export async function administratorNow(
  tx: Queries,
  { viewer, now }: Context,
  address: string,
): Promise<NonNullable<Actor>> {
  await oneAtATime(tx)
  // Of two who demote each other at once, the second one has nothing to say any more.
  requireAdministrator(await viewerStillGood(tx, viewer, now()))
  return { id: viewer.userId, name: viewer.name, address }
}

/** The same, and whose account it is. */
export async function held(tx: Queries, context: Context, id: string, address: string) {
  const actor = await administratorNow(tx, context, address)
  return { before: await accountNow(tx, id), actor }
}

/** An account as it is, and stays until the end of this write; one that was deleted is none. */
export async function accountNow(tx: Queries, id: string): Promise<User> {
  await lockAccount(tx, id)
  const [found] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
  if (!found) throw notFound('account')
  return found
}

/** Writes down what was done to an account, with the write that does it. */
export async function tell(
  tx: Queries,
  at: number,
  actor: Actor,
  { id, name }: Pick<User, 'id' | 'name'>,
  deeds: Deed[],
): Promise<void> {
  for (const deed of deeds) await record(tx, at, actor, { ...deed, target: { kind: 'user', id, name } })
}
