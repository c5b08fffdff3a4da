import { eq } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { isOfDomain } from './email-domains.ts'
import { beginFirstRun } from './first-run.ts'
import type { InstanceRole } from './schema.ts'
import { settingsOf } from './settings.ts'

type Invitation = { isGood: (tx: Queries) => Promise<boolean> }

/** Whether somebody without an invitation may make an account. */
export async function isOpenToAll(world: Pick<World, 'db' | 'env'>): Promise<boolean> {
  const { registration } = await settingsOf(world)
  return registration === 'open' || isNew(world)
}

/** Whether nobody has an account yet: the first one is the admin's. */
export async function isNew({ db }: Pick<World, 'db'>): Promise<boolean> {
  const [founder] = await db.read.select().from(instance).where(eq(instance.key, 'founder'))
  return founder === undefined
}

/**
 * Lets a new account in, and gives its role: the first one is the admin. Belongs to the write that makes the
 * account. Refuses newcomers as the registration is set, whoever brings an invitation that is no longer good,
 * and whoever brings none and has an email of another domain than those that are set. The founder is always
 * let in: nobody could open the door otherwise.
 */
export async function admit(
  tx: Queries,
  world: Pick<World, 'db' | 'env'>,
  newcomer: { id: string; email: string },
  invitation: Invitation | undefined,
): Promise<InstanceRole> {
  if (await becomesFounder(tx, newcomer.id)) return 'admin'
  const { registration, emailDomains } = await settingsOf(world, tx)
  if (registration === 'closed') throw new Refusal('forbidden', 'accounts.registrationClosed')
  if (registration === 'open' && !invitation) {
    requireDomain(newcomer.email, emailDomains)
    return 'member'
  }
  if (await invitation?.isGood(tx)) return 'member'
  throw new Refusal('forbidden', 'accounts.invitationNeeded')
}

function requireDomain(email: string, domains: string[]): void {
  if (domains.length === 0 || isOfDomain(email, domains)) return
  throw new Refusal('forbidden', 'accounts.emailDomain', { domains: domains.join(', ') }, { at: 'email' })
}

/**
 * Whether this is the first account. One row can hold the founder, so of two that register at once one is.
 */
async function becomesFounder(tx: Queries, userId: string): Promise<boolean> {
  const won = await tx
    .insert(instance)
    .values({ key: 'founder', value: userId })
    .onConflictDoNothing()
    .returning({ key: instance.key })
  if (won.length === 0) return false
  await beginFirstRun(tx)
  return true
}
