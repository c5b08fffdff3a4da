import { and, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { authenticators } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { stepOf } from './app.ts'
import { spendRecoveryCode } from './recovery.ts'

/** `blocked`: so many were wrong that no code of the app is taken any more. */
export type Checked = 'good' | 'wrong' | 'used' | 'blocked'

/**
 * Wrong codes in a row, over whatever time, after which only a recovery code opens the account: six digits
 * can be guessed in the end (NIST SP 800-63B-4, 3.2.2). Only who has the password gets so far.
 */
const mostFailures = 100

/** The app of somebody, if its codes are asked for. */
export async function appOf(on: Queries, userId: string) {
  const [app] = await on
    .select()
    .from(authenticators)
    .where(and(eq(authenticators.userId, userId), isNotNull(authenticators.confirmedAt)))
  return app
}

/**
 * Takes a code, of the app or for recovery, once, and counts the wrong ones. Belongs to a write that goes on
 * whatever comes of it: what it counts must stay.
 */
export async function checkCode(
  tx: Queries,
  { keys, now }: Pick<World, 'keys' | 'now'>,
  userId: string,
  given: string,
): Promise<Checked> {
  const app = await appOf(tx, userId)
  if (!app) return 'wrong'
  const digits = digitsOf(given)
  const checked = digits
    ? await checkAppCode(tx, { keys, now }, app, digits)
    : await spendRecoveryCode(tx, userId, given, now())
  if (checked === 'wrong') await setFailures(tx, userId, sql`${authenticators.failures} + 1`)
  if (checked === 'good') await setFailures(tx, userId, 0)
  return checked
}

/** The same for an app that is being set up. */
export async function checkAppCode(
  tx: Queries,
  { keys, now }: Pick<World, 'keys' | 'now'>,
  { userId, secret: sealed, failures }: typeof authenticators.$inferSelect,
  digits: string,
): Promise<Checked> {
  if (failures >= mostFailures) return 'blocked'
  const secret = keys.unseal(sealed, userId)
  const step = secret === null ? null : stepOf(secret, digits, now())
  if (step === null) return 'wrong'
  // Of two who bring the same at once the second one finds it taken.
  const taken = await tx
    .update(authenticators)
    .set({ lastStep: step })
    .where(and(eq(authenticators.userId, userId), lt(authenticators.lastStep, step)))
    .returning({ userId: authenticators.userId })
  return taken.length > 0 ? 'good' : 'used'
}

/** As apps show them, with or without a space in the middle; null for what is no code of an app. */
export const digitsOf = (given: string): string | null => {
  const bare = given.normalize('NFKC').replace(/\s/g, '')
  return /^\d{6}$/.test(bare) ? bare : null
}

const setFailures = (tx: Queries, userId: string, failures: number | ReturnType<typeof sql>) =>
  tx.update(authenticators).set({ failures }).where(eq(authenticators.userId, userId))

/** Refuses any but a good one, in words that say what to do. */
export function requireGood(checked: Checked): void {
  if (checked === 'good') return
  const reason = {
    wrong: 'accounts.codeWrong',
    used: 'accounts.codeUsed',
    blocked: 'accounts.codesBlocked',
  } as const
  throw new Refusal('unauthenticated', reason[checked], {}, { at: 'code' })
}
