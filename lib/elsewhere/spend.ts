import { lt } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { spent } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { hashSecret } from '#lib/ids.ts'

/** Refuses what was used before, on any process. What would have run out by itself need not be remembered. */
export async function spendOnce(
  { db, now }: Pick<World, 'db' | 'now'>,
  secret: string,
  lifeMs: number,
): Promise<void> {
  const first = await db.write(async (tx) => {
    await tx.delete(spent).where(lt(spent.expiresAt, now()))
    return tx
      .insert(spent)
      .values({ hash: hashSecret(secret), expiresAt: now() + lifeMs })
      .onConflictDoNothing()
      .returning({ hash: spent.hash })
  })
  if (first.length === 0) throw new Refusal('forbidden', 'elsewhere.stale')
}
