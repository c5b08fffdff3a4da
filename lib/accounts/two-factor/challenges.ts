import { and, eq, gt, lt, lte, sql } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { signInChallenges, users } from '#lib/db/schema.ts'
import { hashSecret, newSecret } from '#lib/ids.ts'

const lifeMs = 5 * 60_000
const mostTries = 5

/** Begins the second half of a sign-in, for whoever brought the right password. Only a hash of it is kept. */
export async function beginChallenge(
  { db, now }: Pick<World, 'db' | 'now'>,
  userId: string,
): Promise<string> {
  const [token, at] = [newSecret(), now()]
  await db.write(async (tx) => {
    const [owner] = await tx.select().from(users).where(eq(users.id, userId))
    await tx
      .delete(signInChallenges)
      .where(and(eq(signInChallenges.userId, userId), lte(signInChallenges.expiresAt, at)))
    await tx.insert(signInChallenges).values({
      tokenHash: hashSecret(token),
      userId,
      proof: proofOf(owner?.passwordHash ?? ''),
      expiresAt: at + lifeMs,
    })
  })
  return token
}

/** Whose sign-in this is, while it is good; null otherwise. */
export async function ownerOfChallenge(
  { db, now }: Pick<World, 'db' | 'now'>,
  token: string,
): Promise<string | null> {
  const [found] = await db.read
    .select({ userId: signInChallenges.userId })
    .from(signInChallenges)
    .where(isGood(token, now()))
  return found?.userId ?? null
}

/**
 * Counts a try, and gives whose it is: null when it is over, or the password is another one by now. A try
 * that is refused has to be stored like any other.
 */
export async function tryChallenge(tx: Queries, token: string, at: number) {
  const [tried] = await tx
    .update(signInChallenges)
    .set({ tries: sql`${signInChallenges.tries} + 1` })
    .where(isGood(token, at))
    .returning({ userId: signInChallenges.userId, proof: signInChallenges.proof })
  if (!tried) return null
  const [owner] = await tx.select().from(users).where(eq(users.id, tried.userId))
  return owner && proofOf(owner.passwordHash) === tried.proof ? owner : null
}

/** It is good once. */
export const endChallenge = (tx: Queries, token: string) =>
  tx.delete(signInChallenges).where(eq(signInChallenges.tokenHash, hashSecret(token)))

export const endChallengesOf = (tx: Queries, userId: string) =>
  tx.delete(signInChallenges).where(eq(signInChallenges.userId, userId))

const isGood = (token: string, at: number) =>
  and(
    eq(signInChallenges.tokenHash, hashSecret(token)),
    lt(signInChallenges.tries, mostTries),
    gt(signInChallenges.expiresAt, at),
  )

const proofOf = (passwordHash: string) => hashSecret(`proof ${passwordHash}`)
