import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { spentChallenges } from '#lib/db/schema.ts'
import { makeAuthenticator } from '../../../tests/authenticator.ts'
import { signIn as again, client, createUser, type Someone } from '../../../tests/factories.ts'
import { openWorld } from '../../../tests/world.ts'
import { changeAccount } from '../administration.ts'
import { accountOf } from '../all-accounts.ts'
import { resetTwoFactor } from '../two-factor/reset.ts'
import { addPasskey, myPasskeys, passkeyOptions, removePasskey } from './own.ts'
import { signInByPasskey, signInOptions } from './sign-in.ts'
import { type Site, siteOf } from './site.ts'

const { address } = client
const site: Site = { origin: 'https://rooms.test', id: 'rooms.test' }
const elsewhere = { origin: 'https://evil.test' }
const refused = { code: 'unauthenticated', reason: 'accounts.passkeyRefused' }
const notMade = { code: 'invalid_input', reason: 'accounts.passkeyNotMade' }
const device = () => makeAuthenticator(site.origin, site.id)

async function withPasskey() {
  const world = await openWorld()
  const ana = await createUser(world)
  const authenticator = device()
  const made = authenticator.make(await passkeyOptions(ana, {}, site))
  const passkey = await addPasskey(ana, { name: 'Phone', response: made }, site)
  const options = () => signInOptions(world, site)
  const enter = (response: Parameters<typeof signInByPasskey>[1], at = site) =>
    signInByPasskey(world, response, at, address)
  return { world, ana, id: ana.viewer.userId, authenticator, made, passkey, options, enter }
}

test('a passkey is made and signs its owner in, without a name, a password or a code', async () => {
  const { ana, id, authenticator, passkey, options, enter } = await withPasskey()
  expect(await passkeyOptions(ana, {}, site)).toMatchObject({
    rp: { id: 'rooms.test' },
    user: { id: Buffer.from(id).toString('base64url') },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: [{ id: expect.any(String) }],
  })
  expect(await myPasskeys(ana)).toEqual([{ ...passkey, name: 'Phone', lastUsedAt: null }])
  const asked = await options()
  expect(asked).toMatchObject({ rpId: 'rooms.test', userVerification: 'required' })
  expect(asked.allowCredentials ?? [], 'it names nobody').toEqual([])
  expect(await enter(authenticator.show(asked))).toMatchObject({ id })
  expect(await enter(authenticator.show(await options())), 'one that does not count').toMatchObject({ id })
  expect((await myPasskeys(ana))[0]?.lastUsedAt).not.toBeNull()
})

test('what it signed opens nothing twice, later, for another site or purpose, or unverified', async () => {
  const { world, ana, authenticator, options, enter } = await withPasskey()
  const shown = authenticator.show(await options())
  await enter(shown)
  await expect(enter(shown), 'a replay').rejects.toMatchObject(refused)
  const once = authenticator.show(await options())
  const both = await Promise.allSettled([enter(once), enter(once)])
  expect(
    both.filter(({ status }) => status === 'fulfilled'),
    'of two at once',
  ).toHaveLength(1)

  for (const bent of [elsewhere, { rpId: 'evil.test' }, { isVerified: false }, { userHandle: '' }])
    await expect(
      enter(authenticator.show(await options(), bent)),
      JSON.stringify(bent),
    ).rejects.toMatchObject(refused)
  const there = { origin: elsewhere.origin, id: 'evil.test' }
  await expect(enter(authenticator.show(await options()), there)).rejects.toMatchObject(refused)
  const forAnother = await passkeyOptions(ana, {}, site)
  await expect(enter(authenticator.show(forAnother))).rejects.toMatchObject(refused)
  const madeUp = { challenge: Buffer.from(`zzzzzzzz.${'a'.repeat(22)}.mark`).toString('base64url') }
  await expect(enter(authenticator.show(madeUp))).rejects.toMatchObject(refused)
  const late = await options()
  world.pass(5 * 60_000)
  await expect(enter(authenticator.show(late))).rejects.toMatchObject(refused)
  await enter(authenticator.show(await options()))
  expect(await world.db.read.select().from(spentChallenges), 'what is over is forgotten').toHaveLength(1)
})

test('one that counts goes up: a copy of it is found out', async () => {
  const { authenticator, options, enter, id } = await withPasskey()
  expect(await enter(authenticator.show(await options(), { counter: 5 }))).toMatchObject({ id })
  for (const counter of [5, 4, 0])
    await expect(enter(authenticator.show(await options(), { counter }))).rejects.toMatchObject(refused)
  const last = [
    authenticator.show(await options(), { counter: 6 }),
    authenticator.show(await options(), { counter: 6 }),
  ]
  const both = await Promise.allSettled(last.map((one) => enter(one)))
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('nobody comes in as somebody else by a passkey of their own', async () => {
  const { world, id, authenticator, options, enter } = await withPasskey()
  const bob = await createUser(world, 'Bob')
  const his = device()
  await addPasskey(bob, { response: his.make(await passkeyOptions(bob, {}, site)) }, site)
  const asAna = { userHandle: Buffer.from(id).toString('base64url') }
  await expect(enter(his.show(await options(), asAna))).rejects.toMatchObject(refused)
  const renamed = { ...his.show(await options()), id: authenticator.show(await options()).id }
  await expect(enter({ ...renamed, rawId: renamed.id }), 'signed by another key').rejects.toMatchObject(
    refused,
  )
  const stranger = device()
  stranger.make({ challenge: '', user: { id: asAna.userHandle } })
  await expect(enter(stranger.show(await options()))).rejects.toMatchObject(refused)
})

test('one is kept only for this site, this session, once, and with its owner there', async () => {
  const { world, ana, made, passkey } = await withPasskey()
  await expect(addPasskey(ana, { response: made }, site), 'again').rejects.toMatchObject(notMade)
  for (const bent of [elsewhere, { rpId: 'evil.test' }, { isVerified: false }]) {
    const response = device().make(await passkeyOptions(ana, {}, site), bent)
    await expect(addPasskey(ana, { response }, site), JSON.stringify(bent)).rejects.toMatchObject(notMade)
  }
  const other = await again(world, ana.viewer.userId)
  const forOther = device().make(await passkeyOptions(other, {}, site))
  await expect(addPasskey(ana, { response: forOther }, site)).rejects.toMatchObject(notMade)
  const forSignIn = device().make(await signInOptions(world, site))
  await expect(addPasskey(ana, { response: forSignIn }, site)).rejects.toMatchObject(notMade)

  const bob = await createUser(world, 'Bob')
  await expect(removePasskey(bob, passkey.id, {})).rejects.toMatchObject({ code: 'not_found' })
  expect(await myPasskeys(bob)).toEqual([])
  expect(await myPasskeys(ana)).toHaveLength(1)
})

test('one that was taken away opens nothing, by its owner or an administrator, and none a deactivated account', async () => {
  const { world, ana, id, authenticator, passkey, options, enter } = await withPasskey()
  const ada = await createUser(world, 'Ada', 'admin')
  const more = async (of: Someone) => {
    const one = device()
    await addPasskey(of, { response: one.make(await passkeyOptions(of, {}, site)) }, site)
    return one
  }
  await removePasskey(ana, passkey.id, {})
  await expect(enter(authenticator.show(await options()))).rejects.toMatchObject(refused)
  const second = await more(ana)
  expect(await accountOf(ada, id)).toMatchObject({ twoFactor: true })
  await resetTwoFactor(ada, id, address)
  expect(await accountOf(ada, id)).toMatchObject({ twoFactor: false })
  await expect(enter(second.show(await options()))).rejects.toMatchObject(refused)
  const third = await more(ana)
  await changeAccount(ada, id, { state: 'deactivated' }, address)
  await expect(enter(third.show(await options()))).rejects.toMatchObject({ reason: 'accounts.deactivated' })
})

test.each([
  ['https', 'rooms.test', { origin: 'https://rooms.test', id: 'rooms.test' }],
  ['https', 'rooms.test:8443', { origin: 'https://rooms.test:8443', id: 'rooms.test' }],
  ['http', 'localhost:3000', { origin: 'http://localhost:3000', id: 'localhost' }],
  ['http', 'rooms.test', null],
  ['https', '192.0.2.1', null],
  ['https', '[2001:db8::1]', null],
  ['http', '127.0.0.1:3000', null],
])('at %s://%s', (protocol, host, wanted) => {
  const headers: Record<string, string> = { 'x-forwarded-proto': protocol, 'x-forwarded-host': host }
  expect(siteOf((name) => headers[name])).toEqual(wanted)
})
