import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { jobs, oneTimeLinks, users } from '#lib/db/schema.ts'
import { claim } from '#lib/jobs/claim.ts'
import { retry } from '#lib/jobs/operations.ts'
import { fail } from '#lib/jobs/outcome.ts'
import { client, createUser as create, type Someone } from '../../tests/factories.ts'
import { linkIn, startMailServer } from '../../tests/mail-server.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAccount } from './administration.ts'
import { deleteAccount } from './deletion.ts'
import { askForLink, passwordForgotten } from './forgotten.ts'
import { passwordChanged } from './mail/password-changed.ts'
import { authenticate, changeProfile } from './operations.ts'
import { makeAccount, makeResetLink, ownerOfLink, setPasswordByLink } from './password-links.ts'
import { profileOf } from './queries.ts'
import { viewerOf } from './sessions.ts'

const mails = await startMailServer()
afterAll(mails.stop)
const world = await openWorld({ ...mails.settings, LIMIT_MAILS_PER_HOUR_PER_ADDRESS: '40' })
const { db } = world
/** Somebody new, whose mail of welcome is out of the way. */
async function createUser(...asked: Parameters<typeof create>) {
  const someone = await create(...asked)
  if (asked[0] !== world) return someone
  await world.work()
  await mails.next(await emailOf(someone))
  return someone
}
const emailOf = async ({ viewer }: Someone) => (await profileOf(world, viewer.userId)).email

const ada = await createUser(world, 'Ada', 'admin')
const another = 'quite another pass phrase 7'
const { address } = client

const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)
const waiting = () => db.read.select().from(jobs).where(eq(jobs.kind, 'mail.passwordForgotten'))
/** Every word of the tables in which a link could stand. */
const kept = async () =>
  JSON.stringify([await db.read.select().from(jobs), await db.read.select().from(oneTimeLinks)])

test('whoever forgot their password gets a link, sets another one, and is told so', async () => {
  const bob = await createUser(world, 'Bob')
  const email = await emailOf(bob)
  await askForLink(world, email, { ...client, languages: 'xx, en' })
  await world.work()
  const mail = await mails.next(email)
  expect(mail.subject).toBe('Set a new password · Rooms')
  const link = linkIn(mail)
  expect(link).toMatch(/^https:\/\/rooms\.test\/reset\/[\w-]{43}$/)
  expect(await kept()).not.toContain(tokenOf(link))
  expect(await ownerOfLink(world, tokenOf(link))).toEqual({ email, name: 'Bob' })

  await setPasswordByLink(world, { token: tokenOf(link), password: another }, address)
  await world.work()
  expect(await viewerOf(world, bob.viewer.sessionId), 'signed out').toBeNull()
  expect(await authenticate(world, { email, password: another }, address)).toMatchObject({ name: 'Bob' })
  const told = await mails.next(email)
  expect(told.subject).toBe('Your password was changed · Rooms')
  expect(told.text).toContain(`From the address: ${address}`)
  expect(linkIn(told)).toBe('https://rooms.test/forgot')
  await expect(
    setPasswordByLink(world, { token: tokenOf(link), password: another }, address),
  ).rejects.toMatchObject({ reason: 'accounts.linkUsed' })
  const [user] = await db.read.select().from(users).where(eq(users.email, email))
  expect(user?.emailVerifiedAt, 'they read what comes there').not.toBeNull()
})

test('whether there is an account is told by nothing: the same is done, and stored', async () => {
  const bob = await createUser(world, 'Bob')
  const gone = await createUser(world, 'Gone')
  await changeAccount(ada, gone.viewer.userId, { state: 'deactivated' }, address)
  const shapes = []
  for (const email of [await emailOf(bob), await emailOf(gone), 'nobody@example.org']) {
    expect(await askForLink(world, email, client)).toBeUndefined()
    const [job] = await waiting()
    shapes.push({
      ...job,
      id: 0,
      dueAt: 0,
      enqueuedAt: 0,
      key: job?.key?.length,
      payload: Object.keys(job?.payload ?? {}),
    })
    const before = mails.arrived.length
    await world.work()
    expect(mails.arrived.length - before).toBe(email === (await emailOf(bob)) ? 1 : 0)
  }
  expect(shapes[1]).toEqual(shapes[0])
  expect(shapes[2]).toEqual(shapes[0])
})

test('a link that comes later takes the place of the one before, and leaves that of an administrator', async () => {
  const bob = await createUser(world, 'Bob')
  const email = await emailOf(bob)
  const given = tokenOf((await makeResetLink(ada, bob.viewer.userId, address)).link)
  const mailed = []
  for (const _ of [1, 2]) {
    await askForLink(world, email, client)
    await world.work()
    mailed.push(tokenOf(linkIn(await mails.next(email))))
  }
  const [first = '', second = ''] = mailed
  await expect(ownerOfLink(world, first)).rejects.toMatchObject({ reason: 'accounts.linkUnknown' })
  for (const token of [given, second]) expect(await ownerOfLink(world, token)).toMatchObject({ email })
  world.pass(3_600_001)
  await expect(ownerOfLink(world, second)).rejects.toMatchObject({ reason: 'accounts.linkExpired' })
})

test('once a password is set, no other link sets one', async () => {
  const bob = await createUser(world, 'Bob')
  const email = await emailOf(bob)
  const given = tokenOf((await makeResetLink(ada, bob.viewer.userId, address)).link)
  await askForLink(world, email, client)
  await world.work()
  const mailed = tokenOf(linkIn(await mails.next(email)))
  await setPasswordByLink(world, { token: given, password: another }, address)
  await expect(ownerOfLink(world, mailed)).rejects.toMatchObject({ reason: 'accounts.linkUsed' })

  const cleo = await createUser(world, 'Cleo')
  await askForLink(world, await emailOf(cleo), client)
  await world.work()
  const link = tokenOf(linkIn(await mails.next(await emailOf(cleo))))
  await changeProfile(cleo, { password: another, currentPassword: password })
  await expect(ownerOfLink(world, link)).rejects.toMatchObject({ reason: 'accounts.linkUsed' })
  await world.work()
})

test('nobody is flooded: mails to one email and from one address are counted, whoever has an account', async () => {
  const bob = await createUser(world, 'Bob')
  for (const email of [await emailOf(bob), 'nobody-else@example.org']) {
    const before = mails.arrived.length
    let stored = 0
    for (let n = 0; n < 7; n += 1) {
      await askForLink(world, email, client)
      stored += (await waiting()).length
      await world.work()
    }
    expect(stored).toBe(5)
    expect(mails.arrived.length - before).toBe(email.startsWith('nobody') ? 0 : 5)
  }
  const ask = async () => {
    for (let n = 0; n < 50; n += 1) await askForLink(world, `${n}@example.org`, client)
  }
  await expect(ask()).rejects.toMatchObject({ code: 'rate_limited', reason: 'limits.mailFrom' })
  await world.work()
})

test('pressed twice while the mail server is away, it is one mail', async () => {
  const bob = await createUser(world, 'Bob')
  const from = { ...client, address: '192.0.2.7' }
  for (const _ of [1, 2]) await askForLink(world, await emailOf(bob), from)
  expect(await waiting()).toHaveLength(1)
  await world.work()
})

test('where no mail is set up nothing waits for it', async () => {
  const silent = await openWorld()
  const bob = await createUser(silent, 'Bob')
  await askForLink(silent, (await profileOf(silent, bob.viewer.userId)).email, client)
  await changeProfile(bob, { password: another, currentPassword: password })
  expect(await silent.db.read.$count(jobs, eq(jobs.kind, 'mail.passwordForgotten'))).toBe(0)
  expect(await silent.db.read.$count(jobs, eq(jobs.kind, 'mail.passwordChanged'))).toBe(0)
})

test('an account that was made for somebody is told to them by mail, with a link of their own', async () => {
  const email = 'nia@example.org'
  const made = await makeAccount(ada, { email, name: 'Nia', role: 'member', mail: true }, address)
  await world.work()
  const mail = await mails.next(email)
  expect(mail.text).toContain('Ada made an account for you.')
  const link = linkIn(mail)
  expect(link).not.toBe(made.link)
  await setPasswordByLink(world, { token: tokenOf(link), password: another }, address)
  expect(await authenticate(world, { email, password: another }, address)).toMatchObject({
    name: 'Nia',
    emailVerified: true,
  })
  await expect(ownerOfLink(world, tokenOf(made.link))).rejects.toMatchObject({ reason: 'accounts.linkUsed' })
  const silent = { ...ada, env: { ...ada.env, SMTP_URL: '' } }
  await expect(
    makeAccount(silent, { email: 'other@example.org', name: 'Nia', role: 'member', mail: true }, address),
  ).rejects.toMatchObject({ reason: 'accounts.noMail' })
})

test('a mail that was given up keeps no email, and those to somebody go with their account', async () => {
  const eve = await createUser(world, 'Eve')
  const email = await emailOf(eve)
  await askForLink(world, email, { ...client, address: '10.9.8.7' })
  await db.write((tx) =>
    world.jobs.enqueue(tx, 'mail.passwordChanged', { userId: eve.viewer.userId, at: 0, address: '10.1.2.3' }),
  )
  for (const kind of [passwordForgotten, passwordChanged]) {
    const [job] = await claim(db, kind.name, 1, world.now())
    if (!job) throw new Error('it is due')
    await fail(db, kind, { ...job, tries: kind.tries }, world.now(), new Error('no'))
  }
  expect(await waiting()).toMatchObject([{ state: 'given_up', key: null, payload: { email: '' } }])
  expect(await kept()).not.toContain(email)
  expect(await kept()).toContain('10.1.2.3')
  await deleteAccount(ada, eve.viewer.userId, address)
  expect(await kept()).not.toContain('10.1.2.3')
  const [over] = await waiting()
  await retry(world, over?.id ?? '')
  await world.work()
  expect(await waiting(), 'started again it finds nobody').toEqual([])
})
