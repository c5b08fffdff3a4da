import { eq } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'

/** What a newcomer brings: whether it is good, and what it opens for the new account. Both belong to the write that makes it. */
export type Invitation = {
  isGood: (tx: Queries) => Promise<boolean>
  accept: (tx: Queries, note: Note, userId: string) => Promise<void>
}

/** Whether this is the first account. One row can hold the founder, so of two that register at once one is. */
export async function becomesFounder(tx: Queries, userId: string): Promise<boolean> {
  const won = await tx
    .insert(instance)
    .values({ key: 'founder', value: userId })
    .onConflictDoNothing()
    .returning({ key: instance.key })
  return won.length > 0
}

/** Whether somebody without an invitation may make an account. */
export async function isOpenToAll({ db, env }: Pick<World, 'db' | 'env'>): Promise<boolean> {
  if (env.REGISTRATION === 'open') return true
  const [founder] = await db.read.select().from(instance).where(eq(instance.key, 'founder'))
  return founder === undefined
}

/** Refuses newcomers as REGISTRATION says, and whoever brings an invitation that is no longer good. The founder is always let in: nobody could open the door otherwise. */
export async function requireAdmission(
  tx: Queries,
  { env }: Pick<World, 'env'>,
  invitation: Invitation | undefined,
): Promise<void> {
  if (env.REGISTRATION === 'closed') throw new Refusal('forbidden', 'This server takes no new accounts.')
  if (env.REGISTRATION === 'open' && !invitation) return
  if (await invitation?.isGood(tx)) return
  throw new Refusal(
    'forbidden',
    'A good invitation is needed here: this one is missing, used up or out of date. Ask a member for a new link.',
  )
}
