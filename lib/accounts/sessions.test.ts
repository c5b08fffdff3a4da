import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { makeTokens } from '#lib/auth/tokens.ts'
import { sessions } from '#lib/db/schema.ts'
import { client, createUser, signIn } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { issueTokens, refreshTokens } from './programs.ts'
import { mySessions, profileOf } from './queries.ts'
import { openSession, revokeSession, sessionLifeMs, viewerOf } from './sessions.ts'

const world = await openWorld()
const program = async (userId: string) => issueTokens(world, await profileOf(world, userId), client)
const refresh = (token: string, from = client) => refreshTokens(world, token, from)
const elsewhere = { ...client, userAgent: 'Another program' }
const sessionOf = async (accessToken: string) => (await world.tokens.readAccess(accessToken))?.sessionId ?? ''
const refused = { code: 'unauthenticated' }

test('a refresh token gives the next pair', async () => {
  const ana = await createUser(world)
  const first = await program(ana.viewer.userId)
  const second = await refresh(first.refreshToken)
  expect(second.refreshToken).not.toBe(first.refreshToken)
  expect(second.user.id).toBe(ana.viewer.userId)
  await expect(refresh(second.refreshToken)).resolves.toBeDefined()
})

test('using a refresh token again ends the whole session', async () => {
  const ana = await createUser(world)
  const first = await program(ana.viewer.userId)
  const second = await refresh(first.refreshToken)
  const id = await sessionOf(second.accessToken)
  world.forget()
  world.pass(10_000)
  await expect(refresh(first.refreshToken)).rejects.toMatchObject(refused)
  await expect(refresh(second.refreshToken)).rejects.toMatchObject(refused)
  expect(await viewerOf(world, id)).toBeNull()
  expect(world.heardOf('session:ended')).toMatchObject([{ audience: { session: id } }])
  expect(await viewerOf(world, ana.viewer.sessionId), 'another session of the same person').not.toBeNull()
})

test('a page and its worker that refresh at once get the same pair, and go on', async () => {
  const ana = await createUser(world)
  const { refreshToken } = await program(ana.viewer.userId)
  const [one, ...others] = await Promise.all(Array.from({ length: 3 }, () => refresh(refreshToken)))
  for (const other of others) expect(other).toEqual(one)
  world.pass(9_000)
  expect(await refresh(refreshToken)).toEqual(one)
  await expect(refresh(one?.refreshToken ?? '')).resolves.toBeDefined()
  // The one before the last: nobody who is in step asks with it.
  await expect(refresh(refreshToken)).rejects.toMatchObject(refused)
  expect(await viewerOf(world, await sessionOf(one?.accessToken ?? ''))).toBeNull()
})

test('another client that comes with a used token ends the session, however soon', async () => {
  const ana = await createUser(world)
  for (const thief of [elsewhere, { ...client, address: '198.51.100.7' }]) {
    const { refreshToken, accessToken } = await program(ana.viewer.userId)
    await refresh(refreshToken)
    await expect(refresh(refreshToken, thief)).rejects.toMatchObject(refused)
    expect(await viewerOf(world, await sessionOf(accessToken))).toBeNull()
  }
})

test.each(['', '.', 'nonsense', 'a.b.c', '💥.💥'])('the refresh token %j is none', async (token) => {
  await expect(refresh(token)).rejects.toMatchObject(refused)
})

test('whoever knows a session’s id can neither refresh nor end it', async () => {
  const ana = await createUser(world)
  const { refreshToken, accessToken } = await program(ana.viewer.userId)
  const id = await sessionOf(accessToken)
  const [, count, mac = ''] = refreshToken.split('.')
  world.forget()
  for (const guess of [
    id,
    `${id}.garbage`,
    `${id}.${count}.`,
    `${id}.${count}.${'A'.repeat(43)}`,
    `${id}.1.${mac}`,
    `${refreshToken}x`,
    `${id}.0${count}.${mac}`,
    makeTokens('another secret of thirty-two characters').signRefresh(id, 0),
  ])
    await expect(refresh(guess), guess).rejects.toMatchObject(refused)
  expect(world.heardOf('session:ended')).toEqual([])
  await expect(refresh(refreshToken)).resolves.toBeDefined()
})

test('another AUTH_SECRET ends refresh tokens too', async () => {
  const ana = await createUser(world)
  const { refreshToken } = await program(ana.viewer.userId)
  const after = { ...world, tokens: makeTokens('the next secret of thirty-two characters') }
  await expect(refreshTokens(after, refreshToken, client)).rejects.toMatchObject(refused)
})

test('the refresh token of a browser’s session is good for nothing', async () => {
  const ana = await createUser(world)
  const browser = await openSession(world, { userId: ana.viewer.userId, kind: 'browser', ...client })
  await expect(refresh(browser.refreshToken)).rejects.toMatchObject(refused)
  expect(await viewerOf(world, browser.id)).not.toBeNull()
})

test('nothing of a refresh token is stored', async () => {
  const ana = await createUser(world)
  const { refreshToken } = await program(ana.viewer.userId)
  const [id = '', , mac = ''] = refreshToken.split('.')
  const [row] = await world.db.read.select().from(sessions).where(eq(sessions.id, id))
  expect(JSON.stringify(row)).not.toContain(mac)
})

test('an access token is good for fifteen minutes, and not as anything else', async () => {
  const ana = await createUser(world)
  const { accessToken, expiresInMs } = await program(ana.viewer.userId)
  expect(expiresInMs).toBe(15 * 60_000)
  expect(await world.tokens.readAccess(accessToken)).not.toBeNull()
  expect(await world.tokens.readResume(accessToken)).toBeNull()
  expect(await world.tokens.readAccess(`${accessToken}x`)).toBeNull()
  const old = await world.tokens.signAccess(ana.viewer.sessionId, Date.now() - expiresInMs - 1_000)
  expect(await world.tokens.readAccess(old)).toBeNull()
})

test('a session ends at once when its owner revokes it, and nobody else can', async () => {
  const ana = await createUser(world, 'Ana')
  const bob = await createUser(world, 'Bob')
  const phone = await signIn(world, ana.viewer.userId)
  await expect(revokeSession(bob, phone.viewer.sessionId)).rejects.toMatchObject({ code: 'not_found' })
  expect(await viewerOf(world, phone.viewer.sessionId)).not.toBeNull()
  world.forget()
  await revokeSession(ana, phone.viewer.sessionId)
  expect(await viewerOf(world, phone.viewer.sessionId)).toBeNull()
  expect(world.heardOf('session:ended')).toMatchObject([{ audience: { session: phone.viewer.sessionId } }])
  await expect(revokeSession(ana, phone.viewer.sessionId)).rejects.toMatchObject({ code: 'not_found' })
})

test('a session that is not used runs out', async () => {
  const later = await openWorld()
  const ana = await createUser(later)
  later.pass(sessionLifeMs - 1_000)
  expect(await viewerOf(later, ana.viewer.sessionId), 'used in time: its life begins anew').not.toBeNull()
  later.pass(2_000)
  expect(await viewerOf(later, ana.viewer.sessionId)).not.toBeNull()
  later.pass(sessionLifeMs + 1_000)
  expect(await viewerOf(later, ana.viewer.sessionId)).toBeNull()
})

test('a session ends after a year, however often it is used', async () => {
  const later = await openWorld()
  const ana = await createUser(later)
  for (let day = 0; day < 364; day += 52) {
    later.pass(52 * 86_400_000)
    expect(await viewerOf(later, ana.viewer.sessionId), `after ${day + 52} days`).not.toBeNull()
  }
  later.pass(2 * 86_400_000)
  expect(await viewerOf(later, ana.viewer.sessionId)).toBeNull()
})

test('people see their own live sessions', async () => {
  const ana = await createUser(world)
  const phone = await signIn(world, ana.viewer.userId)
  const gone = await signIn(world, ana.viewer.userId)
  await revokeSession(ana, gone.viewer.sessionId)
  const { items } = await mySessions(ana, { limit: 50 })
  const current = Object.fromEntries(items.map((session) => [session.id, session.current]))
  expect(current).toMatchObject({ [ana.viewer.sessionId]: true, [phone.viewer.sessionId]: false })
  expect(current).not.toHaveProperty(gone.viewer.sessionId)

  const first = await mySessions(ana, { limit: 1 })
  const rest = await mySessions(ana, { limit: 1, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...rest.items]).toEqual(items)
  expect(rest.nextCursor).toBeNull()
})

test('a session tells from where it was used last', async () => {
  const later = await openWorld()
  const ana = await createUser(later)
  const places = async () =>
    (await mySessions(ana, { limit: 50 })).items.map(({ address, country }) => [address, country])
  expect(await places()).toEqual([[client.address, null]])
  later.pass(3_600_000)
  await viewerOf(later, ana.viewer.sessionId, '193.0.6.139')
  expect(await places()).toEqual([['193.0.6.139', 'NL']])
  later.pass(3_600_000)
  await viewerOf(later, ana.viewer.sessionId)
  expect(await places(), 'who is not told changes nothing').toEqual([['193.0.6.139', 'NL']])
})
