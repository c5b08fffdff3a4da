import { eq } from 'drizzle-orm'
import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { users } from '#lib/db/schema.ts'
import { link, myIdentities, unlink } from '#lib/elsewhere/identities.ts'
import { makeAuthenticator } from '../../tests/authenticator.ts'
import { createUser, type Someone, signIn } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { addPasskey, myPasskeys, passkeyOptions, removePasskey } from './passkeys/own.ts'
import type { OwnProof } from './schema.ts'
import { beginTwoFactor, confirmTwoFactor, endTwoFactor, myTwoFactor } from './two-factor/set-up.ts'

const provider = { issuer: 'https://corp.example', subject: 'ana' }
const world = await openWorld({
  OIDC_CORP_ISSUER: provider.issuer,
  OIDC_CORP_CLIENT_ID: 'rooms',
  OIDC_CORP_CLIENT_SECRET: 'secret',
})
const site = { origin: 'https://rooms.test', id: 'rooms.test' }
const aWhileMs = 16 * 60_000
const stepMs = 30_000
const idOf = ({ viewer }: Someone) => viewer.userId
const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: world.now() })

/** Another passkey for somebody, with what proves who they are. */
async function more(who: Someone, proof: OwnProof = {}) {
  const device = makeAuthenticator(site.origin, site.id)
  return addPasskey(who, { response: device.make(await passkeyOptions(who, proof, site)) }, site)
}

/** Comes from elsewhere alone. */
async function withoutPassword() {
  const who = await createUser(world)
  await world.db.write((tx) =>
    tx
      .update(users)
      .set({ passwordHash: '' })
      .where(eq(users.id, idOf(who))),
  )
  const subject = { ...provider, subject: idOf(who) }
  await world.db.write((tx) => link(tx, { ...subject, userId: idOf(who), label: 'ana' }, world.now()))
  const [identity] = await myIdentities(who)
  if (!identity) throw new Error('it is not linked')
  return { who, identity }
}

test('some time after the sign-in, by what one comes in changes with the password alone', async () => {
  const who = await createUser(world)
  const passkey = await more(who)
  const deeds: Record<string, (proof: OwnProof) => Promise<unknown>> = {
    'a passkey more': (proof) => more(who, proof),
    'codes by app': (proof) => beginTwoFactor(who, proof),
    'a passkey less': (proof) => removePasskey(who, passkey.id, proof),
  }
  world.pass(aWhileMs)
  for (const [name, deed] of Object.entries(deeds)) {
    await expect(deed({}), name).rejects.toMatchObject({
      issues: [{ path: 'password', reason: 'accounts.passwordNeeded' }],
    })
    await expect(deed({ code: '123456' }), name).rejects.toMatchObject({ issues: [{ path: 'password' }] })
    await expect(deed({ password: 'wrong' }), name).rejects.toMatchObject({
      issues: [{ path: 'password', reason: 'accounts.wrongPassword' }],
    })
    await expect(deed({ password }), name).resolves.not.toThrow()
  }
  const again = await signIn(world, idOf(who))
  await expect(more(again), 'a sign-in is a proof').resolves.toMatchObject({ lastUsedAt: null })
  await expect(more(who), 'of another session it proves nothing').rejects.toMatchObject({
    issues: [{ path: 'password' }],
  })
})

test('whoever has no password brings a code, or signs in again', async () => {
  const { who, identity } = await withoutPassword()
  const { secret } = await beginTwoFactor(who)
  await confirmTwoFactor(who, codeOf(secret))
  world.pass(aWhileMs)
  await expect(more(who)).rejects.toMatchObject({ issues: [{ path: 'code', reason: 'accounts.codeNeeded' }] })
  await expect(more(who, { password })).rejects.toMatchObject({ issues: [{ path: 'code' }] })
  await more(who, { code: codeOf(secret) })
  await expect(unlink(who, identity.id, {})).rejects.toMatchObject({ issues: [{ path: 'code' }] })

  world.pass(stepMs)
  await expect(endTwoFactor(who, { password: 'any' })).rejects.toMatchObject({ issues: [{ path: 'code' }] })
  await endTwoFactor(who, { code: codeOf(secret) })
  expect(await myTwoFactor(who)).toMatchObject({ since: null })
  await expect(more(who)).rejects.toMatchObject({ code: 'forbidden', reason: 'accounts.signInAgain' })
  await expect(more(await signIn(world, idOf(who)))).resolves.toBeDefined()
})

test('a passkey is a way in, and the last one of all is taken away by nobody', async () => {
  const { who, identity } = await withoutPassword()
  const lastWay = { code: 'conflict', reason: 'elsewhere.lastWay' }
  await expect(unlink(who, identity.id, {})).rejects.toMatchObject(lastWay)
  const passkey = await more(who)
  const outcomes = await Promise.allSettled([
    unlink(who, identity.id, {}),
    removePasskey(who, passkey.id, {}),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const left = [...(await myIdentities(who)), ...(await myPasskeys(who))]
  expect(left).toHaveLength(1)
  if ('provider' in (left[0] ?? {})) return
  await expect(removePasskey(who, passkey.id, {})).rejects.toMatchObject(lastWay)
})
