import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { changeAccount } from '#lib/accounts/administration.ts'
import { makeAccount } from '#lib/accounts/password-links.ts'
import { profileOf } from '#lib/accounts/queries.ts'
import { newAccount } from '#lib/accounts/schema.ts'
import { viewerOf } from '#lib/accounts/sessions.ts'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { users } from '#lib/db/schema.ts'
import { linkMine, myIdentities, unlink } from '#lib/elsewhere/identities.ts'
import { createInvite } from '#lib/rooms/invites.ts'
import { newInvite } from '#lib/rooms/schema.ts'
import { client, createRoom, createUser, type Someone, signIn } from '../../tests/factories.ts'
import { startGitHub } from '../../tests/github.ts'
import { startProvider } from '../../tests/provider.ts'
import { browser } from '../../tests/travel.ts'
import { openWorld, type TestWorld } from '../../tests/world.ts'
import { byCookie, sessionCookie } from './identify.ts'
import { pendingCookie, pendingLinkOf } from './pending-link.ts'

const home = (id: string) => `https://rooms.test/auth/elsewhere/${id}/callback`
const person = (name: string, more = {}) => ({
  name,
  email: `${name.toLowerCase()}@corp.example`,
  email_verified: true,
  ...more,
})
const corp = await startProvider(home('corp'), {
  ana: person('Ana'),
  bob: person('Bob', { groups: ['staff', 'rooms-admins'] }),
  cleo: person('Cleo', { email_verified: false }),
  dan: { name: 'Dan' },
  eve: person('Eve'),
})
const club = await startProvider(home('club'), { ana: person('Anabel', { email: 'ana@club.example' }) })
const github = await startGitHub({
  id: 583_231,
  login: 'octocat',
  name: null,
  emails: [
    { email: 'Octo@Example.org', primary: true, verified: true, visibility: 'private' },
    { email: 'other@example.org', primary: false, verified: false, visibility: null },
  ],
})
afterAll(() => {
  for (const one of [corp, club, github]) one.close()
})

/** A place with an administrator, where one can sign in at all three. */
async function place(settings: Record<string, string> = {}) {
  const world = await openWorld({
    ...corp.settings('CORP'),
    ...club.settings('CLUB'),
    ...github.settings,
    ...settings,
  })
  return { world, ada: await createUser(world, 'Ada', 'admin') }
}

/** Who is signed in at a browser. */
const viewerAt = (world: TestWorld, at: ReturnType<typeof browser>) =>
  byCookie(world, `${sessionCookie}=${at.jar.get(sessionCookie) ?? ''}`)
const refusedAs = (reason: string, by = 'corp') => {
  const query = new URLSearchParams({ refused: reason, by, next: '/rooms' })
  return { path: `/sign-in?${query}` }
}
const withEmail = async (world: TestWorld, email: string, someone: Someone) =>
  world.db.write((tx) => tx.update(users).set({ email }).where(eq(users.id, someone.viewer.userId)))

test('whoever is new gets an account and a session like any other, and is the same person next time', async () => {
  const { world } = await place()
  const at = browser(world)
  const { path, cookies } = await at.enter('corp', 'next=/search')
  expect(path).toBe('/search')
  expect(cookies.find((line) => line.startsWith(sessionCookie))).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
  const ana = await viewerAt(world, at)
  expect(ana).toMatchObject({ name: 'Ana', role: 'member', kind: 'browser' })
  expect(await profileOf(world, ana?.userId ?? '')).toMatchObject({ email: 'ana@corp.example' })

  corp.people.ana = person('Ana', { email: 'married@corp.example' })
  const again = browser(world)
  await again.enter('corp')
  expect(await viewerAt(world, again)).toMatchObject({ userId: ana?.userId })
  expect(await profileOf(world, ana?.userId ?? '')).toMatchObject({ email: 'ana@corp.example' })
  corp.people.ana = person('Ana')
})

test('a second provider knows other people by the same subject', async () => {
  const { world } = await place()
  const [one, other] = [browser(world), browser(world)]
  await one.enter('corp')
  await other.enter('club')
  expect(await viewerAt(world, one)).toMatchObject({ name: 'Ana' })
  expect(await viewerAt(world, other)).toMatchObject({ name: 'Anabel' })
})

test('GitHub tells by its API who somebody is, and which email is verified', async () => {
  const { world } = await place()
  const at = browser(world)
  expect((await at.enter('github')).path).toBe('/rooms')
  const octocat = await viewerAt(world, at)
  expect(octocat).toMatchObject({ name: 'octocat' })
  expect(await profileOf(world, octocat?.userId ?? '')).toMatchObject({ email: 'octo@example.org' })

  github.person = { ...github.person, id: 2, emails: [{ ...unverified }] }
  expect(await browser(world).enter('github')).toMatchObject(refusedAs('elsewhere.unverified', 'github'))
})
const unverified = { email: 'new@example.org', primary: true, verified: false, visibility: null }

test.each([
  ['a nonce', 'nonce'],
  ['a challenge', 'code_challenge'],
])('an answer to a question with %s that is not ours is refused', async (_, name) => {
  const { world } = await place()
  const at = browser(world)
  const back = await at.upTo('corp', ({ searchParams }) => searchParams.set(name, 'x'.repeat(43)))
  expect(await at.go(back)).toMatchObject(refusedAs('elsewhere.untrue'))
  expect(await viewerAt(world, at)).toBeNull()
})

test('an answer is good once, in the browser that asked, with the state it was given', async () => {
  const { world } = await place()
  const at = browser(world)
  const back = await at.upTo('corp')
  const kept = new Map(at.jar)
  expect((await browser(world).go(back)).path).toContain('refused=elsewhere.stale')
  const wrong = new URL(back)
  wrong.searchParams.set('state', 'another')
  expect((await at.go(wrong.href)).path).toContain('refused=elsewhere.stale')
  expect((await at.go(back)).path).toBe('/rooms')
  expect((await at.go(back)).path).toContain('refused=elsewhere.stale')
  // Nor with a copy of the cookie.
  for (const [name, value] of kept) at.jar.set(name, value)
  expect((await at.go(back)).path).toMatch(/refused=elsewhere\.(stale|untrue)/)

  const late = await at.upTo('corp')
  at.jar.set('rooms.elsewhere', await world.tokens.seal('rooms.elsewhere', { state: 'x' }, 600_000))
  expect((await at.go(late)).path).toContain('refused=elsewhere.stale')
})

test('what one provider answers is nothing at the door of another', async () => {
  const { world } = await place()
  const at = browser(world)
  const fromClub = new URL(await at.upTo('club'))
  const toCorp = new URL(await at.upTo('corp'))
  const mixed = new URL(toCorp)
  mixed.searchParams.set('code', fromClub.searchParams.get('code') ?? '')
  mixed.searchParams.set('iss', club.url)
  expect(await at.go(mixed.href)).toMatchObject(refusedAs('elsewhere.untrue'))

  // The proof belongs to one door, too.
  const again = new URL(await at.upTo('corp'))
  again.pathname = '/auth/elsewhere/club/callback'
  expect((await at.go(again.href)).path).toContain('refused=elsewhere.stale')
  expect(await viewerAt(world, at)).toBeNull()
})

test('a provider that is away or is another than it should be keeps nobody from the page', async () => {
  const world = await openWorld({
    ...corp.settings('CORP'),
    OIDC_CORP_ISSUER: 'http://127.0.0.1:9',
    ...club.settings('CLUB'),
    OIDC_CLUB_ISSUER: club.url.replace('127.0.0.1', 'localhost'),
  })
  expect(await browser(world).enter('corp')).toMatchObject(refusedAs('elsewhere.away'))
  expect(await browser(world).enter('club')).toMatchObject(refusedAs('elsewhere.untrue', 'club'))
  expect((await browser(world).enter('nobody')).path).toBe('/sign-in')
})

test('an email that nobody has verified makes no account and is linked with none', async () => {
  const { world } = await place()
  const cleo = await createUser(world, 'Cleo')
  await withEmail(world, 'cleo@corp.example', cleo)
  const at = browser(world, 'cleo')
  expect(await at.enter('corp')).toMatchObject(refusedAs('elsewhere.unverified'))
  expect(at.jar.has(pendingCookie)).toBe(false)
  expect(await browser(world, 'dan').enter('corp')).toMatchObject(refusedAs('elsewhere.noEmail'))
  expect(await myIdentities(cleo)).toEqual([])
})

test('whose email has an account proves it first; then both are one', async () => {
  const { world } = await place()
  const ana = await createUser(world, 'Ana of old')
  await withEmail(world, 'ana@corp.example', ana)
  const at = browser(world)
  expect((await at.enter('corp', 'next=/search')).path).toBe('/link-account')
  expect(await viewerAt(world, at)).toBeNull()
  const pending = await pendingLinkOf(world, `${pendingCookie}=${at.jar.get(pendingCookie)}`)
  expect(pending).toMatchObject({ userId: ana.viewer.userId, label: 'ana@corp.example', next: '/search' })
  // Unproved, it is nothing, however often.
  expect((await browser(world).enter('corp')).path).toBe('/link-account')

  if (pending) await linkMine(ana, pending)
  const again = browser(world)
  expect((await again.enter('corp')).path).toBe('/rooms')
  expect(await viewerAt(world, again)).toMatchObject({ userId: ana.viewer.userId })
  const eve = await createUser(world, 'Eve')
  await expect(pending && linkMine(eve, pending)).rejects.toMatchObject({ reason: 'elsewhere.taken' })
})

test('a link begins from one’s own account only with the same email, and never moves to another', async () => {
  const { world } = await place()
  const ana = browser(world)
  await ana.enter('corp')
  expect((await ana.enter('club', 'link=1&next=/profile')).path).toContain(
    '/profile?refused=elsewhere.otherEmail',
  )
  club.people.ana = person('Anabel', { email: 'ana@corp.example' })
  expect((await ana.enter('club', 'link=1&next=/profile')).path).toBe('/link-account')
  const eve = browser(world, 'eve')
  await eve.enter('corp')
  const asAna = browser(world)
  asAna.jar.set(sessionCookie, eve.jar.get(sessionCookie) ?? '')
  expect((await asAna.enter('corp', 'link=1')).path).toContain('/profile?refused=elsewhere.taken')
  expect((await browser(world).enter('corp', 'link=1')).path).toBe('/sign-in?next=%2Frooms')
  club.people.ana = person('Anabel', { email: 'ana@club.example' })
})

test('whoever was deactivated is told so, and gets no session', async () => {
  const { world, ada } = await place()
  const at = browser(world)
  await at.enter('corp')
  const ana = await viewerAt(world, at)
  await changeAccount(ada, ana?.userId ?? '', { state: 'deactivated' }, client.address)
  const again = browser(world)
  expect(await again.enter('corp')).toMatchObject(refusedAs('accounts.deactivated'))
  expect(again.jar.has(sessionCookie)).toBe(false)
})

test('newcomers are let in as the registration is set, an invitation is carried along', async () => {
  const closed = await place({ REGISTRATION: 'closed' })
  expect(await browser(closed.world).enter('corp')).toMatchObject(refusedAs('accounts.registrationClosed'))

  const { world, ada } = await place({ REGISTRATION: 'invite' })
  expect(await browser(world).enter('corp')).toMatchObject(refusedAs('accounts.invitationNeeded'))
  expect(await browser(world).enter('corp', 'invite=false')).toMatchObject(
    refusedAs('accounts.invitationNeeded'),
  )
  const room = await createRoom(ada)
  const { token } = await createInvite(ada, room.id, newInvite.parse({}))
  const at = browser(world)
  expect((await at.enter('corp', `invite=${token}`)).path).toBe(`/rooms/${room.id}`)
  expect(await viewerAt(world, at)).toMatchObject({ name: 'Ana' })
})

test('the first one who comes founds the place, whatever the registration', async () => {
  const world = await openWorld({ ...corp.settings('CORP'), REGISTRATION: 'closed' })
  const at = browser(world)
  await at.enter('corp')
  expect(await viewerAt(world, at)).toMatchObject({ role: 'admin' })
})

test('a claim makes administrators and takes it from them, the last one stays, and the log tells', async () => {
  const { world, ada } = await place({
    OIDC_CORP_ROLE_CLAIM: 'groups',
    OIDC_CORP_ADMIN_VALUE: 'rooms-admins',
  })
  const bob = browser(world, 'bob')
  await bob.enter('corp')
  const { userId = '' } = (await viewerAt(world, bob)) ?? {}
  expect(await viewerAt(world, bob)).toMatchObject({ role: 'admin' })
  const ana = browser(world)
  await ana.enter('corp')
  expect(await viewerAt(world, ana)).toMatchObject({ role: 'member' })

  corp.people.bob = person('Bob', { groups: ['staff'] })
  await bob.enter('corp')
  expect(await viewerAt(world, bob)).toMatchObject({ role: 'member' })
  const { items } = await auditLog(ada, auditQuery.parse({ action: 'user.role_changed' }))
  expect(items.map(({ actor, detail }) => [actor?.id, detail])).toEqual([
    [userId, { from: 'admin', to: 'member', provider: 'Corp' }],
    [userId, { from: 'member', to: 'admin', provider: 'Corp' }],
  ])

  await changeAccount(ada, userId, { role: 'admin' }, client.address)
  await changeAccount(await signIn(world, userId), ada.viewer.userId, { role: 'member' }, client.address)
  await bob.enter('corp')
  expect(await viewerAt(world, bob)).toMatchObject({ role: 'admin' })
  corp.people.bob = person('Bob', { groups: ['staff', 'rooms-admins'] })
})

test('the last way in is not taken off, nor what is somebody else’s', async () => {
  const { world } = await place()
  const at = browser(world)
  await at.enter('corp')
  const viewer = await viewerAt(world, at)
  if (!viewer) throw new Error('nobody is signed in')
  const ana = { ...world, viewer }
  const [linked] = await myIdentities(ana)
  expect(linked).toMatchObject({ provider: { id: 'corp', name: 'Corp' }, label: 'ana@corp.example' })
  const id = linked?.id ?? ''
  await expect(unlink(ana, id, {})).rejects.toMatchObject({ reason: 'elsewhere.lastWay' })
  await expect(unlink(await createUser(world, 'Eve'), id, {})).rejects.toMatchObject({ code: 'not_found' })
  await linkMine(ana, { issuer: club.url, subject: 'ana', label: 'ana@club.example' })
  const both = (await myIdentities(ana)).map((one) => one.id)
  const outcomes = await Promise.allSettled(both.map((one) => unlink(ana, one, {})))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await viewerOf(world, viewer.sessionId)).not.toBeNull()
})

test('without passwords an account is its owner’s by the verified email, unless it is proved otherwise or may be another’s', async () => {
  const { world: on } = await place()
  const off: TestWorld = { ...on, env: { ...on.env, PASSWORD_SIGN_IN: 'off' } }
  const had = await createUser(on, 'Ana')
  await withEmail(on, 'ana@corp.example', had)
  const toProve = { path: '/link-account' }
  expect(await browser(off).enter('corp'), 'nobody has confirmed the email').toMatchObject(toProve)
  const verified = (at: number | null) =>
    on.db.write((tx) => tx.update(users).set({ emailVerifiedAt: at }).where(eq(users.id, had.viewer.userId)))
  await verified(1)
  await linkMine(had, { issuer: club.url, subject: 'ana', label: 'ana@club.example' })
  expect(await browser(off).enter('corp'), 'it is proved at the other provider').toMatchObject(toProve)
  const [linked] = await myIdentities(had)
  await unlink(had, linked?.id ?? '', {})
  expect(await browser(on).enter('corp'), 'it is proved by its password').toMatchObject(toProve)
  const at = browser(off)
  expect(await at.enter('corp')).toMatchObject({ path: '/rooms' })
  expect(await viewerAt(on, at)).toMatchObject({ userId: had.viewer.userId })
  const [now] = await myIdentities(had)
  await expect(unlink({ ...off, viewer: had.viewer }, now?.id ?? '', {}), 'the last').rejects.toMatchObject({
    reason: 'elsewhere.lastWay',
  })
})

test('without passwords an account that was made for somebody is theirs as they first come', async () => {
  const { world: on, ada } = await place()
  const off: TestWorld = { ...on, env: { ...on.env, PASSWORD_SIGN_IN: 'off' } }
  const wanted = newAccount.parse({ email: 'eve@corp.example', name: 'Eve' })
  const { id, link } = await makeAccount({ ...off, viewer: ada.viewer }, wanted, client.address)
  expect(link).toBe('https://rooms.test/sign-in')
  const at = browser(off, 'eve')
  await at.enter('corp')
  expect(await viewerAt(on, at)).toMatchObject({ userId: id })
})
