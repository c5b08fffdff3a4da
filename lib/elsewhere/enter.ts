import { followRole } from '#lib/accounts/administration.ts'
import { admitNewcomer } from '#lib/accounts/operations.ts'
import { accountWithEmail } from '#lib/accounts/queries.ts'
import type { World } from '#lib/context.ts'
import { isUniqueViolation } from '#lib/db/violations.ts'
import { Refusal } from '#lib/errors.ts'
import { broughtAlong } from '#lib/rooms/registration.ts'
import { link, linkByEmail, ownerOf, subjectOf, used } from './identities.ts'
import type { Found } from './trips.ts'

/** Who they are here; or whose account has their email, which they have to prove before it is linked. */
export type Outcome = { userId: string; roomId: string | null } | { prove: string }

/** For people to know it by: where they are there. */
export const labelOf = ({ email, name }: Found): string =>
  email === null || email === 'unverified' ? name : email

/**
 * Who somebody is here that signed in elsewhere. Whoever is known comes in; whose email has an account
 * proves it first; anybody else gets an account as the registration is set. An email that nobody has verified
 * is nobody's: it is linked with nothing and makes no account.
 */
export async function enter(
  world: World,
  found: Found,
  { invite, address }: { invite?: string | undefined; address: string },
): Promise<Outcome> {
  const outcome = await settle(world, found, invite, address)
  if ('userId' in outcome && found.isAdmin !== null)
    await followRole(world, outcome.userId, found.isAdmin, { provider: found.provider.name, address })
  return outcome
}

async function settle(
  world: World,
  found: Found,
  invite: string | undefined,
  address: string,
): Promise<Outcome> {
  const subject = subjectOf(found)
  const known = await ownerOf(world.db.read, subject)
  if (known !== null) {
    await used(world, subject, labelOf(found))
    return { userId: known, roomId: null }
  }
  const email = requireEmail(found)
  const owner = await accountWithEmail(world.db.read, email)
  if (owner) {
    const isLinked = await linkByEmail(world, { ...subject, label: labelOf(found), userId: owner.id })
    return isLinked ? { userId: owner.id, roomId: null } : { prove: owner.id }
  }
  await world.limits.registration(address)
  const { invitation, entered } = broughtAlong(world, invite)
  try {
    const user = await world.change(async (tx, note) => {
      const made = await admitNewcomer(
        tx,
        note,
        world,
        { email, name: found.name, passwordHash: '', emailVerifiedAt: world.now() },
        invitation,
      )
      await link(tx, { ...subject, label: labelOf(found), userId: made.id }, world.now())
      return made
    })
    return { userId: user.id, roomId: entered() }
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // Somebody was faster: they themselves in another tab, or whoever registered with this email.
    const faster = await ownerOf(world.db.read, subject)
    if (faster !== null) return { userId: faster, roomId: null }
    const now = await accountWithEmail(world.db.read, email)
    if (!now) throw error
    return { prove: now.id }
  }
}

/** The email that a provider has verified. */
export function requireEmail({ email, provider: { name: provider } }: Found): string {
  if (email === null) throw new Refusal('forbidden', 'elsewhere.noEmail', { provider })
  if (email === 'unverified') throw new Refusal('forbidden', 'elsewhere.unverified', { provider })
  return email
}
