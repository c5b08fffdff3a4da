import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sessions } from '#lib/db/schema.ts'
import { client, createUser, signIn } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { issueTokens, refreshTokens } from './programs.ts'
import { mySessions, profileOf } from './queries.ts'
import { openSession, revokeSession, sessionLifeMs, viewerOf } from './sessions.ts'

const world = await openWorld()
const program = async (userId: string) => issueTokens(world, await profileOf(world, userId), client)
const sessionOf = async (accessToken: string) => (await world.tokens.readAccess(accessToken))?.sessionId ?? ''

test('a refresh token gives the next pair once', async () => {
  const ana = await createUser(world)
  const first = await program(ana.viewer.userId)
  const second = await refreshTokens(world, first.refreshToken)
  expect(second.refreshToken).not.toBe(first.refreshToken)
  expect(second.user.id).toBe(ana.viewer.userId)
  await expect(refreshTokens(world, second.refreshToken)).resolves.toBeDefined()
})

test('using a refresh token again ends the whole session', async () => {
  const ana = await createUser(world)
  const first = await program(ana.viewer.userId)
  const second = await refreshTokens(world, first.refreshToken)
  const id = await sessionOf(second.accessToken)
  world.forget()
  await expect(refreshTokens(world, first.refreshToken)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(refreshTokens(world, second.refreshToken)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await viewerOf(world, id)).toBeNull()
  expect(world.heardOf('session:ended')).toMatchObject([{ audience: { session: id } }])
  expect(await viewerOf(world, ana.viewer.sessionId), 'another session of the same person').not.toBeNull()
})

test('of two that refresh at once one wins, and the session is over', async () => {
  const ana = await createUser(world)
  const { refreshToken, accessToken } = await program(ana.viewer.userId)
  const outcomes = await Promise.allSettled([
    refreshTokens(world, refreshToken),
    refreshTokens(world, refreshToken),
  ])
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled').length).toBeLessThanOrEqual(1)
  expect(await viewerOf(world, await sessionOf(accessToken))).toBeNull()
})

test.each(['', '.', 'nonsense', 'a.b.c', '💥.💥'])('the refresh token %j is none', async (token) => {
  await expect(refreshTokens(world, token)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a refresh token cannot be made from a session id, and leaves browser sessions alone', async () => {
  const ana = await createUser(world)
  const browser = await openSession(world, { userId: ana.viewer.userId, kind: 'browser', ...client })
  await expect(refreshTokens(world, browser.refreshToken)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(refreshTokens(world, `${browser.id}.`)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await viewerOf(world, browser.id)).not.toBeNull()
})

test('no secret of a session is kept in a form that can be used', async () => {
  const ana = await createUser(world)
  const { refreshToken } = await program(ana.viewer.userId)
  const [id = '', secret = ''] = refreshToken.split('.')
  const [row] = await world.db.read.select().from(sessions).where(eq(sessions.id, id))
  expect(JSON.stringify(row)).not.toContain(secret)
})

test('an access token is good for fifteen minutes, and not as anything else', async () => {
  const ana = await createUser(world)
  const { accessToken, expiresInMs } = await program(ana.viewer.userId)
  expect(expiresInMs).toBe(15 * 60_000)
  expect(await world.tokens.readAccess(accessToken)).not.toBeNull()
  expect(await world.tokens.readResume(accessToken)).toBeNull()
  expect(await world.tokens.readAccess(`${accessToken}x`)).toBeNull()
  const old = await world.tokens.signAccess(ana.viewer.sessionId, world.now() - expiresInMs - 1_000)
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
