import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { oneTimeLinks } from '#lib/db/schema.ts'
import { client, createUser, type Someone } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAccount } from './administration.ts'
import { accountOf } from './all-accounts.ts'
import { expectedPeople } from './expected.ts'
import { authenticate } from './operations.ts'
import {
  makeAccount,
  makeResetLink,
  makeResetLinkFor,
  ownerOfLink,
  setPasswordByLink,
} from './password-links.ts'
import { profileOf } from './queries.ts'
import { newAccount } from './schema.ts'
import { viewerOf } from './sessions.ts'

const { address } = client
const another = 'quite another pass phrase 7'
const hourMs = 3_600_000
const idOf = ({ viewer }: Someone) => viewer.userId
const tokenOf = ({ link }: { link: string }) => link.slice(link.lastIndexOf('/') + 1)
const newcomer = () => newAccount.parse({ email: `${randomUUID()}@example.org`, name: 'Nia' })
const refused = (reason: string) => ({ code: 'not_found', reason })

async function staffed(settings = {}) {
  const world = await openWorld(settings)
  const ada = await createUser(world, 'Ada', 'admin')
  return { world, ada, bob: await createUser(world, 'Bob') }
}

test('somebody comes in by an account that was made for them, and its link is good once', async () => {
  const { world, ada } = await staffed()
  const wanted = newcomer()
  const made = await makeAccount(ada, wanted, address)
  expect(made.link).toMatch(/^https:\/\/rooms\.test\/reset\/[\w-]{43}$/)
  expect(await accountOf(ada, made.id)).toMatchObject({ name: 'Nia', role: 'member', state: 'active' })
  for (const guess of ['a', password])
    await expect(
      authenticate(world, { email: wanted.email, password: guess }, address),
    ).rejects.toMatchObject({
      reason: 'accounts.noMatch',
    })
  world.pass(71 * hourMs)
  const token = tokenOf(made)
  expect(await ownerOfLink(world, token)).toEqual({ email: wanted.email, name: 'Nia' })
  await expect(setPasswordByLink(world, { token, password: 'password1' }, address)).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await setPasswordByLink(world, { token, password }, address)
  expect(await authenticate(world, { email: wanted.email, password }, address)).toMatchObject({ id: made.id })
  await expect(setPasswordByLink(world, { token, password: another }, address)).rejects.toMatchObject(
    refused('accounts.linkUsed'),
  )
  await expect(makeAccount(ada, wanted, address)).rejects.toMatchObject({ code: 'conflict' })
})

test('of two who use a link at once one sets the password', async () => {
  const { world, ada, bob } = await staffed()
  const token = tokenOf(await makeResetLink(ada, idOf(bob), address))
  const outcomes = await Promise.allSettled(
    [password, another].map((one) => setPasswordByLink(world, { token, password: one }, address)),
  )
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a new password ends all sessions, and the old one is good no more', async () => {
  const { world, ada, bob } = await staffed()
  const { email } = await profileOf(world, idOf(bob))
  const token = tokenOf(await makeResetLink(ada, idOf(bob), address))
  expect(await viewerOf(world, bob.viewer.sessionId)).not.toBeNull()
  await setPasswordByLink(world, { token, password: another }, address)
  expect(await viewerOf(world, bob.viewer.sessionId)).toBeNull()
  await expect(authenticate(world, { email, password }, address)).rejects.toMatchObject({
    code: 'unauthenticated',
  })
})

test('a link runs out, gives way to a newer one, and ends with the account’s use', async () => {
  const { world, ada, bob } = await staffed()
  const make = async () => tokenOf(await makeResetLink(ada, idOf(bob), address))
  const [first, second] = [await make(), await make()]
  await expect(ownerOfLink(world, first)).rejects.toMatchObject(refused('accounts.linkUnknown'))
  await expect(ownerOfLink(world, second)).resolves.toMatchObject({ name: 'Bob' })
  world.pass(hourMs)
  await expect(setPasswordByLink(world, { token: second, password }, address)).rejects.toMatchObject(
    refused('accounts.linkExpired'),
  )
  const third = await make()
  await changeAccount(ada, idOf(bob), { state: 'deactivated' }, address)
  await expect(make()).rejects.toMatchObject({ code: 'conflict' })
  await changeAccount(ada, idOf(bob), { state: 'active' }, address)
  await expect(setPasswordByLink(world, { token: third, password }, address)).rejects.toMatchObject(
    refused('accounts.linkUnknown'),
  )
})

test('what is stored of a link opens nothing, and nothing but a link does', async () => {
  const { world, ada, bob } = await staffed()
  await makeResetLink(ada, idOf(bob), address)
  const [stored] = await world.db.read.select().from(oneTimeLinks)
  for (const token of [stored?.tokenHash ?? '', idOf(bob), bob.viewer.sessionId, 'a'])
    await expect(setPasswordByLink(world, { token, password }, address)).rejects.toMatchObject(
      refused('accounts.linkUnknown'),
    )
})

test('links are tried only so often from one address', async () => {
  const { world } = await staffed({ LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: '2' })
  const tryOne = () => setPasswordByLink(world, { token: 'false', password }, address)
  for (let n = 0; n < 2; n += 1) await expect(tryOne()).rejects.toMatchObject({ code: 'not_found' })
  await expect(tryOne()).rejects.toMatchObject({ code: 'rate_limited' })
})

test.each(['guest', 'bot', 'member'] as const)('a %s makes neither accounts nor links', async (role) => {
  const { world, ada } = await staffed()
  const eve = await createUser(world, 'Eve', role)
  for (const attempt of [
    () => makeAccount(eve, newcomer(), address),
    () => makeResetLink(eve, idOf(ada), address),
    () => makeResetLink(eve, idOf(eve), address),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  expect((await auditLog(ada, auditQuery.parse({}))).items).toEqual([])
})

test('whoever was an administrator when the page was opened is asked again', async () => {
  const { world, ada, bob } = await staffed()
  const cleo = await createUser(world, 'Cleo', 'admin')
  await changeAccount(ada, idOf(cleo), { role: 'member' }, address)
  await expect(makeResetLink(cleo, idOf(bob), address)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(makeAccount(cleo, newcomer(), address)).rejects.toMatchObject({ code: 'forbidden' })
})

test('the log tells who made accounts and links, and never a link', async () => {
  const { world, ada, bob } = await staffed()
  const { link } = await makeAccount(ada, newcomer(), address)
  await makeResetLink(ada, idOf(bob), address)
  await makeResetLinkFor(world, (await profileOf(world, idOf(bob))).email.toUpperCase())
  const { items } = await auditLog(ada, auditQuery.parse({}))
  expect(items.map(({ action, actor }) => [action, actor?.name ?? null]).sort()).toEqual(
    [
      ['user.created', 'Ada'],
      ['user.reset_link_made', 'Ada'],
      ['user.reset_link_made', null],
    ].sort(),
  )
  expect(JSON.stringify(items)).not.toContain(tokenOf({ link }))
  await expect(makeResetLinkFor(world, 'nobody@example.org')).rejects.toMatchObject({ code: 'not_found' })
})

test('whoever was given an account is expected until they come, or their link is over; for administrators', async () => {
  const { world, ada, bob } = await staffed()
  const [nia, ole] = [
    await makeAccount(ada, newcomer(), address),
    await makeAccount(ada, newcomer(), address),
  ]
  await makeResetLink(ada, idOf(bob), address)
  const expected = async () => (await expectedPeople(ada)).map(({ id }) => id)
  expect((await expected()).toSorted()).toEqual([nia.id, ole.id].toSorted())
  await setPasswordByLink(world, { token: tokenOf(nia), password }, address)
  expect(await expected()).toEqual([ole.id])
  world.pass(73 * hourMs)
  expect(await expected()).toEqual([])
  await expect(expectedPeople(bob)).rejects.toMatchObject({ code: 'forbidden' })
})
