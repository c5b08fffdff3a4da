import { randomInt } from 'node:crypto'
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { recoveryCodes } from '#lib/db/schema.ts'
import { hashSecret } from '#lib/ids.ts'

const howMany = 10
/** None that is taken for another: no 0 and o, no 1 and l and i. */
const signs = '23456789abcdefghjkmnpqrstuvwxyz'
/** More than 112 bits, so that a plain hash of it can be kept (OWASP ASVS 5, 6.5.2). */
const [groups, groupChars] = [6, 4]

const newCode = () =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupChars }, () => signs[randomInt(signs.length)]).join(''),
  ).join('-')

const hashOf = (userId: string, code: string) =>
  hashSecret(`recovery ${userId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)

/** New ones in the place of all that were there before. Belongs to the write that allows it. */
export async function makeRecoveryCodes(tx: Queries, userId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode)
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, codeHash: hashOf(userId, code) })))
  return codes
}

/** Uses one up. Of two who bring the same at once, one is let in. */
export async function spendRecoveryCode(
  tx: Queries,
  userId: string,
  code: string,
  at: number,
): Promise<'good' | 'wrong' | 'used'> {
  const isThis = and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, hashOf(userId, code)))
  const spent = await tx
    .update(recoveryCodes)
    .set({ usedAt: at })
    .where(and(isThis, isNull(recoveryCodes.usedAt)))
    .returning({ userId: recoveryCodes.userId })
  if (spent.length > 0) return 'good'
  const known = await tx.select({ usedAt: recoveryCodes.usedAt }).from(recoveryCodes).where(isThis)
  return known.length > 0 ? 'used' : 'wrong'
}

export async function recoveryCodesLeft(on: Queries, userId: string): Promise<number> {
  const [found] = await on
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return found?.left ?? 0
}
