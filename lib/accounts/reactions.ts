import { and, eq, ne } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { sessions } from '#lib/db/schema.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import { networkOf } from '#lib/http/address.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'
import { storeEmail } from './change-email.ts'
import { sortOf } from './device.ts'

/** What accounts make of what becomes true: their owners are told of what they should know. */
export function reactInAccounts(
  { within }: Subscribe,
  { env, jobs, now }: Pick<World, 'env' | 'jobs' | 'now'>,
): void {
  within('email.changed', (tx, changed) => storeEmail(tx, changed, now()))
  within('session.started', async (tx, started) => {
    if (!isMailSetUp(env) || !(await isFromNewDevice(tx, started))) return
    await jobs.enqueue(tx, 'mail.newDevice', started)
  })
}

/**
 * Whether no session of the account, ended ones too, had this sort of device on this network. The first one
 * of an account is its owner's.
 */
async function isFromNewDevice(
  tx: Queries,
  { sessionId, userId }: { sessionId: string; userId: string },
): Promise<boolean> {
  const { kind, userAgent, address } = sessions
  const columns = { kind, userAgent, address }
  const [own] = await tx.select(columns).from(sessions).where(eq(sessions.id, sessionId))
  const others = await tx
    .selectDistinct(columns)
    .from(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId)))
  if (!own || others.length === 0) return false
  const place = (one: typeof own) => `${sortOf(one)} ${networkOf(one.address)}`
  return !others.some((one) => place(one) === place(own))
}
