import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { authenticators, recoveryCodes, signInChallenges } from '#lib/db/schema.ts'
import { isRefusal } from '#lib/errors.ts'
import { signIn as again, client, createUser, type Someone } from '../../../tests/factories.ts'
import { password } from '../../../tests/password.ts'
import { openWorld, type TestWorld } from '../../../tests/world.ts'
import { accountOf } from '../all-accounts.ts'
import { changeProfile } from '../operations.ts'
import { issueTokens } from '../programs.ts'
import { mySessions, profileOf } from '../queries.ts'
import { viewerOf } from '../sessions.ts'
import { signIn } from '../sign-in.ts'
import { resetTwoFactor, resetTwoFactorFor } from './reset.ts'
import { beginTwoFactor, confirmTwoFactor, endTwoFactor, myTwoFactor } from './set-up.ts'

const { address } = client
const stepMs = 30_000
const wrong = { code: 'unauthenticated', reason: 'accounts.codeWrong' }
const used = { code: 'unauthenticated', reason: 'accounts.codeUsed' }
const over = { code: 'unauthenticated', reason: 'accounts.challengeOver' }

/** The code of a step: of now, or of one before or after it. */
const codeOf = (world: TestWorld, secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: world.now() + steps * stepMs })
/** Six digits that are nobody's code at the moment. */
const wrongCode = (world: TestWorld, secret: string) => {
  const around = [-2, -1, 0, 1, 2].map((step) => codeOf(world, secret, step))
  return (
    ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !around.includes(code)) ?? ''
  )
}

/** Somebody whose app is set up. Time has passed since, so that its next code is a fresh one. */
async function withApp(settings = {}) {
  const world = await openWorld(settings)
  const ana = await createUser(world)
  const { email } = await profileOf(world, ana.viewer.userId)
  const { secret } = await beginTwoFactor(ana)
  const codes = (await confirmTwoFactor(ana, codeOf(world, secret))).recoveryCodes
  world.pass(2 * stepMs)
  const challenge = async (with_ = password): Promise<string> => {
    const refusal = await signIn(world, { email, password: with_ }, address).catch((error) => error)
    if (!isRefusal(refusal) || refusal.challenge === undefined) throw refusal
    expect(refusal.code).toBe('two_factor_required')
    return refusal.challenge
  }
  const answer = async (token: string, code: string, from = address) =>
    (await signIn(world, { challenge: token, code }, from)).user
  return { world, ana, email, secret, codes, challenge, answer, id: ana.viewer.userId }
}

test('an app is set up with a secret that is told once and kept encrypted', async () => {
  const world = await openWorld()
  const ana = await createUser(world)
  const other = await again(world, ana.viewer.userId)
  const { email } = await profileOf(world, ana.viewer.userId)
  const first = await beginTwoFactor(ana)
  const { secret, uri, qr } = await beginTwoFactor(ana)
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(secret).not.toBe(first.secret)
  expect(new URL(uri).searchParams.get('secret')).toBe(secret)
  expect(decodeURIComponent(uri)).toContain(`Rooms:${email}`)
  expect(qr).toMatch(/^<svg /)
  expect(await signIn(world, { email, password }, address), 'nothing is asked for yet').toMatchObject({
    user: { email },
  })

  await expect(confirmTwoFactor(ana, wrongCode(world, secret))).rejects.toMatchObject(wrong)
  await expect(confirmTwoFactor(ana, codeOf(world, first.secret))).rejects.toMatchObject(wrong)
  const code = codeOf(world, secret)
  const { recoveryCodes: codes } = await confirmTwoFactor(ana, `${code.slice(0, 3)} ${code.slice(3)}`)
  expect(new Set(codes).size).toBe(10)
  for (const one of codes) expect(one).toMatch(/^([2-9a-z]{4}-){5}[2-9a-z]{4}$/)
  expect(await viewerOf(world, other.viewer.sessionId), 'it came in by less').toBeNull()
  expect(await viewerOf(world, ana.viewer.sessionId)).not.toBeNull()
  expect(await myTwoFactor(ana)).toMatchObject({ since: expect.any(String), recoveryCodesLeft: 10 })

  const kept = JSON.stringify([
    await world.db.read.select().from(authenticators),
    await world.db.read.select().from(recoveryCodes),
  ])
  for (const plain of [secret, ...codes]) expect(kept).not.toContain(plain)
  await expect(beginTwoFactor(ana), 'who stole the page gives it no other app').rejects.toMatchObject({
    code: 'conflict',
  })
})

test('with it on a password alone opens nothing, and a code opens it once', async () => {
  const { world, id, secret, challenge, answer } = await withApp()
  const token = await challenge()
  expect(JSON.stringify(await world.db.read.select().from(signInChallenges))).not.toContain(token)
  const code = codeOf(world, secret)
  expect(await answer(token, code)).toMatchObject({ id })
  await expect(answer(token, codeOf(world, secret, 1)), 'a challenge is good once').rejects.toMatchObject(
    over,
  )
  await expect(answer(await challenge(), code), 'and so is a code').rejects.toMatchObject(used)
  await expect(answer(await challenge(), codeOf(world, secret, -1)), 'an older one').rejects.toMatchObject(
    used,
  )
  expect(await answer(await challenge(), codeOf(world, secret, 1)), 'a clock that is fast').toMatchObject({
    id,
  })
  world.pass(4 * stepMs)
  expect(await answer(await challenge(), codeOf(world, secret, -1)), 'or slow').toMatchObject({ id })
  for (const far of [-2, 2])
    await expect(answer(await challenge(), codeOf(world, secret, far)), `${far}`).rejects.toMatchObject(wrong)
})

test('of many who bring one code at once one comes in', async () => {
  const { world, secret, codes, challenge, answer } = await withApp()
  for (const code of [codeOf(world, secret), codes[0] ?? '']) {
    const tokens = [await challenge(), await challenge(), await challenge(), await challenge()]
    const outcomes = await Promise.allSettled(tokens.map((token, n) => answer(token, code, `192.0.2.${n}`)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
  const token = await challenge()
  const both = await Promise.allSettled([
    answer(token, codes[1] ?? '', '192.0.2.1'),
    answer(token, codes[2] ?? '', '192.0.2.2'),
  ])
  expect(
    both.filter(({ status }) => status === 'fulfilled'),
    'nor two with one challenge',
  ).toHaveLength(1)
})

test('a recovery code opens it once, however it is typed, and one is told how many are left', async () => {
  const { world, ana, id, codes, challenge, answer } = await withApp()
  const [first = '', second = ''] = codes
  expect(await answer(await challenge(), first)).toMatchObject({ id })
  await expect(answer(await challenge(), first)).rejects.toMatchObject(used)
  expect(await answer(await challenge(), ` ${second.replaceAll('-', ' ').toUpperCase()} `)).toMatchObject({
    id,
  })
  expect(await myTwoFactor(ana)).toMatchObject({ recoveryCodesLeft: 8 })
  const bob = await createUser(world, 'Bob')
  const app = await beginTwoFactor(bob)
  const others = (await confirmTwoFactor(bob, codeOf(world, app.secret))).recoveryCodes
  await expect(answer(await challenge(), others[0] ?? ''), 'of somebody else').rejects.toMatchObject(wrong)
})

test('five tries a challenge, five minutes, and not after another password', async () => {
  const { world, ana, secret, codes, challenge, answer } = await withApp()
  const token = await challenge()
  for (let n = 0; n < 5; n += 1)
    await expect(answer(token, wrongCode(world, secret))).rejects.toMatchObject(wrong)
  await expect(answer(token, codeOf(world, secret))).rejects.toMatchObject(over)
  await expect(answer('not a challenge', codeOf(world, secret))).rejects.toMatchObject(over)

  const late = await challenge()
  world.pass(5 * 60_000)
  await expect(answer(late, codeOf(world, secret))).rejects.toMatchObject(over)

  const before = await challenge()
  const changed = 'seven ducks on a frozen pond'
  await changeProfile(ana, { password: changed, currentPassword: password })
  await expect(answer(before, codes[0] ?? '')).rejects.toMatchObject(over)
  expect(await answer(await challenge(changed), codes[0] ?? ''), 'the codes stay').toBeDefined()
})

test('wrong codes are counted for the account from wherever, and a right password does not clear them', async () => {
  const { world, secret, codes, challenge, answer } = await withApp({ LIMIT_SIGN_IN_FAILURES: '3' })
  for (let n = 0; n < 3; n += 1)
    await expect(answer(await challenge(), wrongCode(world, secret), `192.0.2.${n}`)).rejects.toMatchObject(
      wrong,
    )
  await expect(answer(await challenge(), codes[0] ?? '', '198.51.100.1')).rejects.toMatchObject({
    code: 'rate_limited',
  })
})

test('after a hundred wrong codes in a row none of the app is taken, but a recovery code is', async () => {
  const { world, id, secret, codes, challenge, answer } = await withApp()
  await world.db.write((tx) => tx.update(authenticators).set({ failures: 99 }))
  await expect(answer(await challenge(), wrongCode(world, secret))).rejects.toMatchObject(wrong)
  await expect(answer(await challenge(), codeOf(world, secret))).rejects.toMatchObject({
    reason: 'accounts.codesBlocked',
  })
  expect(await answer(await challenge(), codes[0] ?? '')).toMatchObject({ id })
  expect(await answer(await challenge(), codeOf(world, secret))).toMatchObject({ id })
})

test('new recovery codes take a code, and end the old ones', async () => {
  const { world, ana, id, secret, codes, challenge, answer } = await withApp()
  const other = await again(world, id)
  await expect(confirmTwoFactor(ana, wrongCode(world, secret))).rejects.toMatchObject(wrong)
  const { recoveryCodes: next } = await confirmTwoFactor(ana, codeOf(world, secret))
  expect(await viewerOf(world, other.viewer.sessionId)).not.toBeNull()
  await expect(answer(await challenge(), codes[0] ?? '')).rejects.toMatchObject(wrong)
  expect(await answer(await challenge(), next[0] ?? '')).toMatchObject({ id })
})

test('it is switched off with the password alone', async () => {
  const { world, ana, email, challenge, answer, codes } = await withApp()
  await expect(endTwoFactor(ana, { password: 'not the password' })).rejects.toMatchObject({
    issues: [{ path: 'password', reason: 'accounts.wrongPassword' }],
  })
  const begun = await challenge()
  await endTwoFactor(ana, { password })
  expect(await signIn(world, { email, password }, address)).toMatchObject({ user: { email } })
  await expect(answer(begun, codes[0] ?? '')).rejects.toMatchObject(over)
  expect(await myTwoFactor(ana)).toEqual({ since: null, recoveryCodesLeft: 0 })
  await expect(confirmTwoFactor(ana, '123456')).rejects.toMatchObject({ code: 'conflict' })
})

test('an administrator resets what was lost, it is written down, and nobody else does', async () => {
  const { world, ana, id, email, challenge, codes, answer } = await withApp()
  const ada = await createUser(world, 'Ada', 'admin')
  expect(await accountOf(ada, id)).toMatchObject({ twoFactor: true })
  const begun = await challenge()
  for (const one of [ana, await createUser(world, 'Bob')])
    await expect(resetTwoFactor(one, id, address)).rejects.toMatchObject({ code: 'forbidden' })
  await resetTwoFactor(ada, id, address)
  await resetTwoFactor(ada, id, address)
  expect(await accountOf(ada, id)).toMatchObject({ twoFactor: false })
  await expect(answer(begun, codes[0] ?? '')).rejects.toMatchObject(over)
  expect(await signIn(world, { email, password }, address)).toMatchObject({ user: { email } })
  expect(await viewerOf(world, ana.viewer.sessionId)).not.toBeNull()
  const { items } = await auditLog(ada, auditQuery.parse({ action: 'user.two_factor_reset' }))
  expect(items).toMatchObject([{ actor: { id: ada.viewer.userId }, target: { id }, address }])
})

test('what is only begun is asked for by nobody, and is no two-factor', async () => {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  await beginTwoFactor(ada)
  expect(await accountOf(ada, ada.viewer.userId)).toMatchObject({ twoFactor: false })
  await resetTwoFactorFor(world, (await profileOf(world, ada.viewer.userId)).email)
  expect((await auditLog(ada, auditQuery.parse({}))).items).toEqual([])
})

test('a session that was ended sets up nothing and switches nothing off', async () => {
  const { world, id } = await withApp()
  const gone: Someone = await again(world, id)
  await endTwoFactor(gone, { password })
  await changeProfile(await again(world, id), {
    password: 'seven ducks on a frozen pond',
    currentPassword: password,
  })
  await expect(beginTwoFactor(gone)).rejects.toMatchObject({ reason: 'accounts.yourSessionEnded' })
})

test('who signs in while codes are switched on, or a new password is set, is not let in by what held before', async () => {
  const world = await openWorld()
  const ana = await createUser(world)
  const { email } = await profileOf(world, ana.viewer.userId)
  const late = { code: 'unauthenticated', reason: 'accounts.noMatch' }
  const first = await signIn(world, { email, password }, address)
  const another = 'quite another pass phrase 7'
  await changeProfile(ana, { password: another, currentPassword: password })
  await expect(issueTokens(world, first.user, client, first.proof)).rejects.toMatchObject(late)

  const second = await signIn(world, { email, password: another }, address)
  const { secret } = await beginTwoFactor(ana)
  await confirmTwoFactor(ana, codeOf(world, secret))
  await expect(issueTokens(world, second.user, client, second.proof)).rejects.toMatchObject(late)
  expect((await mySessions(ana, { limit: 9 })).items).toHaveLength(1)
})

test('of signing in and switching codes on at once no session is left that brought no code', async () => {
  const world = await openWorld()
  for (let turn = 0; turn < 6; turn += 1) {
    const ana = await createUser(world, `Ana ${turn}`)
    const { email } = await profileOf(world, ana.viewer.userId)
    const { secret } = await beginTwoFactor(ana)
    const proved = await signIn(world, { email, password }, address)
    await Promise.allSettled([
      ...[0, 1, 2].map(() => issueTokens(world, proved.user, client, proved.proof)),
      confirmTwoFactor(ana, codeOf(world, secret)),
      ...[0, 1, 2].map(() => issueTokens(world, proved.user, client, proved.proof)),
    ])
    expect((await mySessions(ana, { limit: 9 })).items).toHaveLength(1)
  }
})
