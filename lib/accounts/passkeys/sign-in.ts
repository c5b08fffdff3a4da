import { Buffer } from 'node:buffer'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { and, eq, lt } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { passkeys, users } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { hashSecret } from '#lib/ids.ts'
import { presentProfile } from '../present.ts'
import type { Profile } from '../schema.ts'
import { tellingRefused } from '../tell-refused.ts'
import { challengeIn, isGood, newChallenge, spend } from './challenge.ts'
import type { AuthenticationResponse } from './schema.ts'
import type { Site } from './site.ts'

/**
 * What a browser needs to ask for a passkey (PublicKeyCredentialRequestOptionsJSON). It names nobody: the
 * passkey does.
 */
export async function signInOptions(world: World, site: Site) {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  return generateAuthenticationOptions({
    rpID: site.id,
    userVerification: 'required',
    challenge: newChallenge(world, 'sign in'),
  })
}

/**
 * Who signs in by a passkey, which proves what they have and what they know or are: no password or code is
 * asked for. Refuses what was signed for another site, before, twice, or for somebody else.
 */
export async function signInByPasskey(
  world: World,
  response: AuthenticationResponse,
  site: Site,
  address: string,
): Promise<Profile> {
  const account = `passkey ${hashSecret(response.id)}`
  return tellingRefused(world, { with: 'passkey', account, address }, async () => {
    // Counted for the address: which passkey it is the caller says.
    const profile = await world.limits.signIn(address, account, () => checked(world, response, site))
    if (!profile) throw new Refusal('unauthenticated', 'accounts.passkeyRefused')
    return profile
  })
}

async function checked(world: World, given: AuthenticationResponse, site: Site): Promise<Profile | null> {
  const [found] = await world.db.read
    .select({ passkey: passkeys, owner: users })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(eq(passkeys.credentialId, given.id))
  if (!found) return null
  const { passkey, owner } = found
  const counter = await counterOf(world, given, site, passkey)
  if (counter === null || given.response.userHandle !== handleOf(owner.id)) return null
  if (owner.deactivatedAt !== null) throw new Refusal('forbidden', 'accounts.deactivated')
  const at = world.now()
  const isUsed = await world.db.write(async (tx) => {
    if (!(await spend(tx, challengeIn(given.response.clientDataJSON), at))) return false
    // Those that count go up; a copy of one that was used meanwhile does not. Most stay at 0.
    const isNext = counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter)
    const used = await tx
      .update(passkeys)
      .set({ counter, lastUsedAt: at })
      .where(and(eq(passkeys.id, passkey.id), isNext))
      .returning({ id: passkeys.id })
    return used.length > 0
  })
  return isUsed ? presentProfile(owner) : null
}

/** How often the passkey was used, when all of what it signed is right; null otherwise. */
async function counterOf(
  world: World,
  response: AuthenticationResponse,
  site: Site,
  { credentialId, publicKey, counter }: typeof passkeys.$inferSelect,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => isGood(world, 'sign in', challenge),
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      credential: { id: credentialId, publicKey: Buffer.from(publicKey, 'base64url'), counter },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}

const handleOf = (userId: string) => Buffer.from(userId, 'utf8').toString('base64url')
