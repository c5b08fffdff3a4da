import { Buffer } from 'node:buffer'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { and, asc, eq, gte } from 'drizzle-orm'
import type { SessionContext } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { passkeys } from '#lib/db/schema.ts'
import { isUniqueViolation } from '#lib/db/violations.ts'
import { notFound, Refusal } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { settingsOf } from '#lib/instance/settings.ts'
import { isoTime } from '#lib/iso-time.ts'
import { holdAccount } from '../hold-account.ts'
import { requireRecentProof } from '../proved.ts'
import { myProfile } from '../queries.ts'
import type { OwnProof } from '../schema.ts'
import { settleRequirement } from '../two-factor/required.ts'
import { challengeIn, isGood, newChallenge, spend } from './challenge.ts'
import type { Passkey, RegistrationResponse } from './schema.ts'
import type { Site } from './site.ts'

/** More than anybody has devices. */
const most = 20
/** EdDSA, ES256, RS256 (COSE): what all devices make; others Node checks only as an experiment. */
const supportedAlgorithmIDs = [-8, -7, -257]

const mine = (on: Queries, userId: string) =>
  on.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.createdAt))

/** The viewer's passkeys, the oldest first. */
export async function myPasskeys({ db, viewer }: SessionContext): Promise<Passkey[]> {
  return (await mine(db.read, viewer.userId)).map(present)
}

/**
 * What a browser needs to make a passkey (PublicKeyCredentialCreationOptionsJSON). One that names its owner
 * by itself and asks who is there: it is the whole of a sign-in, so who they are is proved once more.
 */
export async function passkeyOptions(context: SessionContext, proof: OwnProof, site: Site) {
  await requireRecentProof(context, proof)
  const { viewer, db } = context
  // What few installations use is loaded by those alone.
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const [{ name }, { email }] = [await settingsOf(context), await myProfile(context)]
  return generateRegistrationOptions({
    rpName: name,
    rpID: site.id,
    userName: email,
    userDisplayName: viewer.name,
    userID: new TextEncoder().encode(viewer.userId),
    challenge: newChallenge(context, `add ${viewer.sessionId}`),
    excludeCredentials: (await mine(db.read, viewer.userId)).map(({ credentialId, transports }) => ({
      id: credentialId,
      transports,
    })),
    supportedAlgorithmIDs,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Keeps a passkey that the viewer's browser made for this site, with a challenge of this session. */
export async function addPasskey(
  context: SessionContext,
  { name = '', response }: { name?: string | undefined; response: RegistrationResponse },
  site: Site,
): Promise<Passkey> {
  const { viewer, now, change } = context
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: (challenge) => isGood(context, `add ${viewer.sessionId}`, challenge),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch(() => ({ verified: false, registrationInfo: undefined }))
  if (!verified || !registrationInfo) throw refused()
  const { credential } = registrationInfo
  const at = now()
  const row = {
    id: newId(),
    userId: viewer.userId,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports ?? [],
    name,
    createdAt: at,
    lastUsedAt: null,
  }
  try {
    await change(async (tx, note) => {
      await holdAccount(tx, viewer, at)
      if (!(await spend(tx, challengeIn(response.response.clientDataJSON), at))) throw refused()
      if ((await mine(tx, viewer.userId)).length >= most)
        throw new Refusal('conflict', 'accounts.passkeysMany', { most })
      await tx.insert(passkeys).values(row)
      await settleRequirement(tx, context, note, viewer.userId)
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'accounts.passkeyThere')
  }
  return present(row)
}

/** Takes one of the viewer's own away: nobody signs in by it any more. */
export async function removePasskey(context: SessionContext, id: string, proof: OwnProof): Promise<void> {
  const { change, now, viewer } = context
  await requireRecentProof(context, proof)
  await change(async (tx, note) => {
    await holdAccount(tx, viewer, now())
    const gone = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, id), eq(passkeys.userId, viewer.userId)))
      .returning({ id: passkeys.id })
    if (gone.length === 0) throw notFound('passkey')
    note('passkey.removed', { userId: viewer.userId })
    await settleRequirement(tx, context, note, viewer.userId)
  })
}

/**
 * All of somebody, or those they have since a moment. Belongs to the write that knows who may. Gives whether
 * there were any.
 */
export async function forgetPasskeys(tx: Queries, userId: string, since = 0): Promise<boolean> {
  const theirs = and(eq(passkeys.userId, userId), gte(passkeys.createdAt, since))
  return (await tx.delete(passkeys).where(theirs).returning({ id: passkeys.id })).length > 0
}

const present = (row: Pick<typeof passkeys.$inferSelect, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>) => ({
  id: row.id,
  name: row.name,
  createdAt: isoTime(row.createdAt),
  lastUsedAt: row.lastUsedAt === null ? null : isoTime(row.lastUsedAt),
})

const refused = () => new Refusal('invalid_input', 'accounts.passkeyNotMade')
