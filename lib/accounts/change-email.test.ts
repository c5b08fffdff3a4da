import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import { emailChanges, jobs, oneTimeLinks } from '#lib/db/schema.ts'
import { linkMine, ownerOf } from '#lib/elsewhere/identities.ts'
import { makeAuthenticator } from '../../tests/authenticator.ts'
import { client, createUser, type Someone } from '../../tests/factories.ts'
import { linkIn, startMailServer } from '../../tests/mail-server.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { keepEmail, waitingEmail } from './change-email.ts'
import { authenticate, changeProfile, register } from './operations.ts'
import { addPasskey, myPasskeys, passkeyOptions } from './passkeys/own.ts'
import { mailedLink, makeAccount, ownerOfLink, setPasswordByLink } from './password-links.ts'
import { myProfile } from './queries.ts'
import { profileChange } from './schema.ts'
import { viewerOf } from './sessions.ts'
import { appOf } from './two-factor/check-code.ts'
import { beginTwoFactor, confirmTwoFactor } from './two-factor/set-up.ts'
import { askToConfirm, confirmEmail } from './verification.ts'

const mails = await startMailServer()
afterAll(mails.stop)
const world = await openWorld({
  ...mails.settings,
  LIMIT_MAILS_PER_HOUR: '6',
  LIMIT_REGISTRATIONS_PER_10MIN: '100',
})
const { address } = client
const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)
const anyEmail = () => `${randomUUID()}@example.org`
const want = (someone: Someone, email: string) =>
  changeProfile(someone, profileChange.parse({ email, currentPassword: password }))
const emailOf = async (someone: Someone) => (await myProfile(someone)).email
const kept = async () =>
  JSON.stringify([
    await world.db.read.select().from(jobs),
    await world.db.read.select().from(oneTimeLinks),
    await world.db.read.select().from(emailChanges),
  ])

async function addAnyPasskey(someone: Someone): Promise<void> {
  const site = { origin: 'https://rooms.test', id: 'rooms.test' }
  const { make } = makeAuthenticator(site.origin, site.id)
  await addPasskey(someone, { response: make(await passkeyOptions(someone, {}, site)) }, site)
}

/** Somebody new, and the link by which they confirm their email. */
async function newcomer(name = 'Bob') {
  const someone = await createUser(world, name)
  await world.work()
  const email = await emailOf(someone)
  return { someone, email, link: linkIn(await mails.next(email)) }
}

/** The mails about a change: the link to the new email, and the one to the email before. */
async function changing(someone: Someone, wanted: string) {
  const before = await emailOf(someone)
  await want(someone, wanted)
  await world.work()
  const confirm = tokenOf(linkIn(await mails.next(wanted)))
  const keep = tokenOf(linkIn(await mails.next(before)))
  expect(await kept()).not.toMatch(new RegExp(`${confirm}|${keep}`))
  return { before, confirm, keep }
}

test('whoever makes an account confirms its email, once; a link that comes again takes the place of the one before', async () => {
  const { someone, email, link } = await newcomer()
  expect(link).toMatch(/^https:\/\/rooms\.test\/verify\/[\w-]{43}$/)
  expect(await myProfile(someone)).toMatchObject({ emailVerified: false })
  await askToConfirm(someone, address)
  await world.work()
  const again = tokenOf(linkIn(await mails.next(email)))
  await expect(confirmEmail(world, tokenOf(link), address)).rejects.toMatchObject({
    reason: 'accounts.confirmUnknown',
  })
  await expect(ownerOfLink(world, again), 'it sets no password').rejects.toMatchObject({ code: 'not_found' })
  await confirmEmail(world, again, address)
  expect(await myProfile(someone)).toMatchObject({ emailVerified: true })
  await expect(confirmEmail(world, again, address)).rejects.toMatchObject({
    reason: 'accounts.confirmedAlready',
  })
  await askToConfirm(someone, address)
  const before = mails.arrived.length
  await world.work()
  expect(mails.arrived.length).toBe(before)
})

test('the time of a confirmation runs out', async () => {
  const { link } = await newcomer()
  world.pass(72 * 3_600_000 + 1)
  await expect(confirmEmail(world, tokenOf(link), address)).rejects.toMatchObject({
    reason: 'accounts.confirmExpired',
  })
})

test('a new email holds once it is confirmed from there, and the one before is told; sessions stay', async () => {
  const { someone, email } = await newcomer()
  const wanted = anyEmail()
  await expect(
    changeProfile(someone, { email: wanted, currentPassword: 'not the password' }),
  ).rejects.toMatchObject({ reason: 'accounts.wrongPassword' })
  expect(() => profileChange.parse({ email: wanted })).toThrow()
  const { confirm } = await changing(someone, wanted)
  expect([await emailOf(someone), await waitingEmail(someone)]).toEqual([email, wanted])
  await confirmEmail(world, confirm, address)
  expect(await myProfile(someone)).toMatchObject({ email: wanted, emailVerified: true })
  expect(await waitingEmail(someone)).toBeNull()
  expect(await viewerOf(world, someone.viewer.sessionId)).not.toBeNull()
  expect(await authenticate(world, { email: wanted, password }, address)).toMatchObject({ name: 'Bob' })
  await expect(authenticate(world, { email, password }, address)).rejects.toMatchObject({
    reason: 'accounts.noMatch',
  })
})

test('an email that has an account is told to that email alone', async () => {
  const { someone } = await newcomer()
  const cleo = await newcomer('Cleo')
  const free = anyEmail()
  const answers = [await want(someone, cleo.email), await want(someone, free)]
  expect(answers[0]).toEqual(answers[1])
  // The later wish took the place of the first: one more, so that its letter goes out.
  await want(someone, cleo.email)
  await world.work()
  const told = await mails.next(cleo.email)
  expect(told.subject).toContain('has an account already')
  expect(told.text).not.toMatch(/https?:/)
})

test('of two who confirm the same email, one has it', async () => {
  const [one, two] = [await newcomer('One'), await newcomer('Two')]
  const wanted = anyEmail()
  const first = await changing(one.someone, wanted)
  const second = await changing(two.someone, wanted)
  const outcomes = await Promise.allSettled([
    confirmEmail(world, first.confirm, address),
    confirmEmail(world, second.confirm, address),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  const emails = [await emailOf(one.someone), await emailOf(two.someone)]
  expect(emails.filter((email) => email === wanted)).toHaveLength(1)
})

test('a wish that was taken back, or has run out, is confirmed by nobody', async () => {
  const { someone, email } = await newcomer()
  const first = await changing(someone, anyEmail())
  await want(someone, email)
  await expect(confirmEmail(world, first.confirm, address)).rejects.toMatchObject({ code: 'not_found' })
  const second = await changing(someone, anyEmail())
  world.pass(24 * 3_600_000 + 1)
  await expect(confirmEmail(world, second.confirm, address)).rejects.toMatchObject({
    reason: 'accounts.confirmExpired',
  })
  expect(await emailOf(someone)).toBe(email)
})

test('the owner keeps their email although it was changed twice: nobody is in, and no password is good', async () => {
  const { someone, email } = await newcomer()
  const owners = await changing(someone, anyEmail())
  await confirmEmail(world, owners.confirm, address)
  const intruders = await changing(someone, anyEmail())
  await confirmEmail(world, intruders.confirm, address)
  await keepEmail(world, owners.keep, address)
  expect(await viewerOf(world, someone.viewer.sessionId)).toBeNull()
  await expect(authenticate(world, { email, password }, address)).rejects.toMatchObject({
    reason: 'accounts.noMatch',
  })
  await world.work()
  const link = tokenOf(linkIn(await mails.next(email)))
  expect(await ownerOfLink(world, link)).toEqual({ email, name: 'Bob' })
  for (const token of [intruders.keep, owners.keep])
    await expect(keepEmail(world, token, address)).rejects.toMatchObject({ reason: 'accounts.keepUnknown' })
})

test('a change that nobody confirmed is taken back too, and no longer after three days', async () => {
  const { someone, email } = await newcomer()
  const { confirm, keep } = await changing(someone, anyEmail())
  await keepEmail(world, keep, address)
  await expect(confirmEmail(world, confirm, address)).rejects.toMatchObject({ code: 'not_found' })
  expect(await emailOf(someone)).toBe(email)
  await world.work()
  const cleo = await newcomer('Cleo')
  const late = await changing(cleo.someone, anyEmail())
  await confirmEmail(world, late.confirm, address)
  world.pass(72 * 3_600_000 + 1)
  await expect(keepEmail(world, late.keep, address)).rejects.toMatchObject({ reason: 'accounts.keepExpired' })
})

test('nobody wants very many emails', async () => {
  const { someone } = await newcomer()
  const often = async () => {
    for (let n = 0; n < 8; n += 1) await want(someone, anyEmail())
  }
  await expect(often()).rejects.toMatchObject({ code: 'rate_limited', reason: 'accounts.mailedEnough' })
})

test('where no mail is set up a new email holds at once, unverified, if nobody else has it', async () => {
  const silent = await openWorld()
  const [bob, cleo] = [await createUser(silent, 'Bob'), await createUser(silent, 'Cleo')]
  const wanted = anyEmail()
  expect(await want(bob, wanted)).toMatchObject({ email: wanted, emailVerified: false })
  await expect(want(cleo, wanted)).rejects.toMatchObject({
    code: 'conflict',
    issues: [{ path: 'email', reason: 'accounts.emailTaken' }],
  })
  await expect(askToConfirm(bob, address)).rejects.toMatchObject({ reason: 'accounts.noMail' })
})

test('whoever changed it leaves nothing to come in by behind, once its owner has kept it', async () => {
  const { someone, email } = await newcomer()
  const { keep, confirm } = await changing(someone, anyEmail())
  await confirmEmail(world, confirm, address)
  const theirs = { issuer: 'https://elsewhere.example', label: 'theirs' }
  await linkMine(someone, { ...theirs, subject: email })
  const { secret } = await beginTwoFactor(someone)
  await confirmTwoFactor(someone, new TOTP({ secret }).generate({ timestamp: world.now() }))
  await addAnyPasskey(someone)
  await keepEmail(world, keep, address)
  expect(await ownerOf(world.db.read, { ...theirs, subject: email })).toBeNull()
  expect(await appOf(world.db.read, someone.viewer.userId)).toBeUndefined()
  expect(await myPasskeys(someone)).toEqual([])
})

test('what somebody had before to come in by stays theirs', async () => {
  const { someone, email } = await newcomer()
  const theirs = { issuer: 'https://elsewhere.example', label: 'theirs' }
  await linkMine(someone, { ...theirs, subject: email })
  const { secret } = await beginTwoFactor(someone)
  await confirmTwoFactor(someone, new TOTP({ secret }).generate({ timestamp: world.now() }))
  await addAnyPasskey(someone)
  world.pass(1)
  const { keep, confirm } = await changing(someone, anyEmail())
  await confirmEmail(world, confirm, address)
  await keepEmail(world, keep, address)
  expect(await ownerOf(world.db.read, { ...theirs, subject: email })).toBe(someone.viewer.userId)
  expect(await appOf(world.db.read, someone.viewer.userId)).toBeDefined()
  expect(await myPasskeys(someone)).toHaveLength(1)
})

test('an email that can be kept is nobody else’s until then', async () => {
  const [{ someone, email }, cleo, ada] = [
    await newcomer(),
    await newcomer('Cleo'),
    await createUser(world, 'Ada', 'admin'),
  ]
  const { keep, confirm } = await changing(someone, anyEmail())
  await confirmEmail(world, confirm, address)
  const waits = await changing(cleo.someone, email)
  const taken = { code: 'conflict', reason: 'accounts.emailTaken' }
  const again = () => register(world, { email, name: 'Mallory', password }, address)
  await expect(again()).rejects.toMatchObject(taken)
  await expect(confirmEmail(world, waits.confirm, address)).rejects.toMatchObject(taken)
  await expect(makeAccount(ada, { email, name: 'Mallory', role: 'member' }, address)).rejects.toMatchObject({
    reason: 'accounts.emailInUse',
  })
  await keepEmail(world, keep, address)
  expect(await emailOf(someone)).toBe(email)
  const dan = await newcomer('Dan')
  const free = await changing(dan.someone, anyEmail())
  await confirmEmail(world, free.confirm, address)
  world.pass(72 * 3_600_000 + 1)
  await expect(register(world, { email: dan.email, name: 'New', password }, address)).resolves.toBeTruthy()
})

test('a new password ends what was wanted with the one before', async () => {
  const { someone, email } = await newcomer()
  const first = await changing(someone, anyEmail())
  await changeProfile(someone, { password: 'quite another pass phrase 7', currentPassword: password })
  await expect(confirmEmail(world, first.confirm, address)).rejects.toMatchObject({ code: 'not_found' })
  const cleo = await newcomer('Cleo')
  const second = await changing(cleo.someone, anyEmail())
  const { link } = await world.db.write((tx) => mailedLink(tx, world, cleo.someone.viewer.userId))
  await setPasswordByLink(world, { token: tokenOf(link), password: 'quite another pass phrase 7' }, address)
  await expect(confirmEmail(world, second.confirm, address)).rejects.toMatchObject({ code: 'not_found' })
  expect([await emailOf(someone), await emailOf(cleo.someone)]).toEqual([email, cleo.email])
})
