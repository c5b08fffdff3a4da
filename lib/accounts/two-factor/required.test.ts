import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { makeAuthenticator } from '../../../tests/authenticator.ts'
import { signIn as again, client, createUser, type Someone } from '../../../tests/factories.ts'
import { password } from '../../../tests/password.ts'
import { openWorld } from '../../../tests/world.ts'
import { changeSettings } from '../change-settings.ts'
import { addPasskey, passkeyOptions, removePasskey } from '../passkeys/own.ts'
import { mayUse, requireUse } from '../policy.ts'
import { profileOf } from '../queries.ts'
import { viewerOf } from '../sessions.ts'
import { signIn } from '../sign-in.ts'
import { resetTwoFactor } from './reset.ts'
import { beginTwoFactor, confirmTwoFactor, endTwoFactor } from './set-up.ts'

const { address } = client
const site = { origin: 'https://rooms.test', id: 'rooms.test' }

const setUp = async (who: Someone) => {
  const { secret } = await beginTwoFactor(who)
  await confirmTwoFactor(who, new TOTP({ secret }).generate({ timestamp: who.now() }))
}
const withKey = async (who: Someone) => {
  const device = makeAuthenticator(site.origin, site.id)
  return addPasskey(who, { response: device.make(await passkeyOptions(who, {}, site)) }, site)
}
const require = (ada: Someone, requireTwoFactor: boolean) =>
  changeSettings(ada, { requireTwoFactor }, address)
/** Whether somebody may do anything besides looking after their own account. */
const isIn = async ({ viewer, ...world }: Someone) => {
  const now = await viewerOf(world, viewer.sessionId)
  if (!now) throw new Error('the session is over')
  expect(mayUse(now, 'account'), 'one’s own account is always one’s own').toBe(true)
  return mayUse(now, 'read') && mayUse(now, 'write') && mayUse(now, 'rooms') && mayUse(now, 'call')
}

async function required() {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  const [ana, bob, cleo] = [
    await createUser(world, 'Ana'),
    await createUser(world, 'Bob'),
    await createUser(world, 'Cleo', 'guest'),
  ]
  await setUp(ada)
  await setUp(bob)
  await require(ada, true)
  return { world, ada, ana, bob, cleo }
}

test('whoever switches it on has one first', async () => {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  await beginTwoFactor(ada)
  await expect(require(ada, true)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'accounts.secureYourselfFirst',
  })
  expect(await isIn(ada)).toBe(true)
  await withKey(ada)
  await require(ada, true)
  expect(await isIn(ada)).toBe(true)
})

test('who has none does nothing else at once, until they have one', async () => {
  const { world, ada, ana, bob, cleo } = await required()
  const late = await createUser(world, 'Dan')
  for (const one of [ana, cleo, late, await again(world, ana.viewer.userId)])
    expect(await isIn(one)).toBe(false)
  expect(await isIn(bob)).toBe(true)
  const viewer = await viewerOf(world, ana.viewer.sessionId)
  expect(() => viewer && requireUse(viewer, 'read')).toThrow(
    expect.objectContaining({ code: 'forbidden', reason: 'accounts.setUpTwoFactor' }),
  )
  await setUp(ana)
  await withKey(cleo)
  for (const one of [ana, cleo]) expect(await isIn(one)).toBe(true)
  await require(ada, false)
  expect(await isIn(late)).toBe(true)
})

test('who takes theirs away, or has it taken away, is where they began', async () => {
  const { ada, ana, bob, cleo } = await required()
  await endTwoFactor(bob, { password })
  expect(await isIn(bob)).toBe(false)
  const key = await withKey(ana)
  expect(await isIn(ana)).toBe(true)
  await removePasskey(ana, key.id, {})
  expect(await isIn(ana)).toBe(false)
  await setUp(cleo)
  await resetTwoFactor(ada, cleo.viewer.userId, address)
  expect(await isIn(cleo)).toBe(false)
})

test('a password is not enough where somebody has a passkey', async () => {
  const { world, ada, ana } = await required()
  await withKey(ana)
  const { email } = await profileOf(world, ana.viewer.userId)
  await expect(signIn(world, { email, password }, address)).rejects.toMatchObject({
    code: 'forbidden',
    reason: 'accounts.usePasskey',
  })
  await require(ada, false)
  expect(await signIn(world, { email, password }, address)).toMatchObject({ user: { email } })
})
