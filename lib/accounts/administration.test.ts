import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { audit } from '#lib/db/schema.ts'
import { encodeCursor } from '#lib/paging.ts'
import { acceptInvite, createInvite } from '#lib/rooms/invites.ts'
import { listInvites } from '#lib/rooms/live-invites.ts'
import { addMember, leaveRoom, setRole } from '#lib/rooms/members.ts'
import { createRoom as openRoom } from '#lib/rooms/operations.ts'
import { findPeople } from '#lib/rooms/people.ts'
import { newInvite, newRoom } from '#lib/rooms/schema.ts'
import { client, createRoom, createUser, type Someone, signIn } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAccount, endAllSessions, promote } from './administration.ts'
import { accountOf, allAccounts } from './all-accounts.ts'
import { inAbsence } from './in-absence.ts'
import { authenticate } from './operations.ts'
import { profileOf } from './queries.ts'
import { accountChange, accountQuery } from './schema.ts'
import { holdSession, openSession, viewerOf } from './sessions.ts'

const place = '192.0.2.7'
const idOf = ({ viewer }: Someone) => viewer.userId
const log = async (admin: Someone, query = {}) => (await auditLog(admin, auditQuery.parse(query))).items
const all = (admin: Someone, query = {}) => allAccounts(admin, accountQuery.parse(query))

async function staffed() {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  return { world, ada, bob: await createUser(world, 'Bob') }
}

test.each(['guest', 'bot', 'member'] as const)('nothing here is for a %s', async (role) => {
  const { world, ada } = await staffed()
  const eve = await createUser(world, 'Eve', role)
  for (const attempt of [
    () => changeAccount(eve, idOf(eve), { role: 'admin' }, place),
    () => changeAccount(eve, idOf(ada), { state: 'deactivated' }, place),
    () => endAllSessions(eve, idOf(ada), place),
    () => all(eve),
    () => accountOf(eve, idOf(ada)),
    () => log(eve),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  expect(await log(ada)).toEqual([])
})

test('a role holds from the next question on, and the log tells who gave it', async () => {
  const { world, ada, bob } = await staffed()
  await changeAccount(ada, idOf(bob), { role: 'guest' }, place)
  expect(await viewerOf(world, bob.viewer.sessionId)).toMatchObject({ role: 'guest' })
  await changeAccount(ada, idOf(bob), { role: 'guest' }, place)
  expect(await log(ada)).toMatchObject([
    {
      actor: { id: idOf(ada), name: 'Ada' },
      action: 'user.role_changed',
      target: { kind: 'user', id: idOf(bob), name: 'Bob' },
      address: place,
      detail: { from: 'member', to: 'guest' },
    },
  ])
})

test('a link of somebody who became a guest, or was deactivated, opens nothing until they are back', async () => {
  const { world, ada, bob } = await staffed()
  const cleo = await createUser(world, 'Cleo')
  const room = await createRoom(bob, { visibility: 'private' })
  const { token } = await createInvite(bob, room.id, newInvite.parse({}))
  for (const change of [{ role: 'guest' }, { role: 'member', state: 'deactivated' }] as const) {
    await changeAccount(ada, idOf(bob), change, place)
    await expect(acceptInvite(cleo, token)).rejects.toMatchObject({ code: 'not_found' })
  }
  await changeAccount(ada, idOf(bob), { state: 'active' }, place)
  await expect(acceptInvite(cleo, token)).resolves.toMatchObject({ id: room.id })
})

test('nobody is made a bot', () => {
  expect(accountChange.safeParse({ role: 'bot' }).success).toBe(false)
})

test('whoever was an administrator when the page was opened is asked again', async () => {
  const { world, ada, bob } = await staffed()
  const cleo = await createUser(world, 'Cleo', 'admin')
  await changeAccount(ada, idOf(cleo), { role: 'member' }, place)
  await expect(changeAccount(cleo, idOf(bob), { role: 'admin' }, place)).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('the last active administrator stays one', async () => {
  const { world, ada } = await staffed()
  const cleo = await createUser(world, 'Cleo', 'admin')
  await changeAccount(ada, idOf(cleo), { state: 'deactivated' }, place)
  for (const change of [{ role: 'member' }, { role: 'guest' }, { state: 'deactivated' }] as const)
    await expect(changeAccount(ada, idOf(ada), change, place)).rejects.toMatchObject({ code: 'conflict' })
  expect(await accountOf(ada, idOf(ada))).toMatchObject({ role: 'admin', state: 'active' })
  expect(await log(ada)).toHaveLength(1)
})

test.each([
  ['step down', (who: Someone) => changeAccount(who, idOf(who), { role: 'member' }, place)],
  ['go', (who: Someone) => changeAccount(who, idOf(who), { state: 'deactivated' }, place)],
])('of administrators who all %s at once, one stays', async (_, leave) => {
  const { world, ada } = await staffed()
  const admins = [ada, await createUser(world, 'Ben', 'admin'), await createUser(world, 'Cleo', 'admin')]
  const outcomes = await Promise.allSettled(admins.map(leave))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  const stayed = admins[outcomes.findIndex(({ status }) => status === 'rejected')]
  expect(stayed && (await all(stayed, { role: 'admin', state: 'active' })).items).toHaveLength(1)
})

test('of two administrators who demote each other at once, one stays', async () => {
  const { world, ada } = await staffed()
  const cleo = await createUser(world, 'Cleo', 'admin')
  const outcomes = await Promise.allSettled([
    changeAccount(ada, idOf(cleo), { role: 'member' }, place),
    changeAccount(cleo, idOf(ada), { role: 'member' }, place),
  ])
  const refused = outcomes.filter(({ status }) => status === 'rejected')
  expect(refused).toMatchObject([{ reason: { code: 'forbidden' } }])
})

test('whoever is deactivated is out at once, and comes back by no door', async () => {
  const { world, ada, bob } = await staffed()
  const { email } = await profileOf(world, idOf(bob))
  const phone = await signIn(world, idOf(bob))
  world.forget()
  await changeAccount(ada, idOf(bob), { state: 'deactivated' }, place)
  expect(world.heardOf('session:ended')).toEqual(
    [bob, phone].map(({ viewer }) =>
      expect.objectContaining({
        audience: { session: viewer.sessionId },
        payload: { reason: 'deactivated' },
      }),
    ),
  )
  for (const { viewer } of [bob, phone]) {
    expect(await viewerOf(world, viewer.sessionId)).toBeNull()
    const held = world.db.write((tx) => holdSession(tx, viewer, world.now()))
    await expect(held).rejects.toMatchObject({ code: 'unauthenticated' })
  }
  await expect(authenticate(world, { email, password }, place)).rejects.toMatchObject({
    code: 'forbidden',
    reason: 'accounts.deactivated',
  })
  expect(await inAbsence(world.db.read, idOf(bob)), 'nor is anything sent for them').toBeNull()
  // Who does not know the password learns nothing.
  await expect(authenticate(world, { email, password: 'wrong' }, place)).rejects.toMatchObject({
    reason: 'accounts.noMatch',
  })
})

test('a sign-in under way while its account is deactivated opens nothing, also not after the return', async () => {
  const { world, ada, bob } = await staffed()
  const entry = { userId: idOf(bob), kind: 'browser' as const, ...client }
  const [, opened] = await Promise.allSettled([
    changeAccount(ada, idOf(bob), { state: 'deactivated' }, place),
    openSession(world, entry),
  ])
  await expect(openSession(world, entry)).rejects.toMatchObject({ code: 'forbidden' })
  await changeAccount(ada, idOf(bob), { state: 'active' }, place)
  if (opened.status === 'fulfilled') expect(await viewerOf(world, opened.value.id)).toBeNull()
  expect(await viewerOf(world, bob.viewer.sessionId)).toBeNull()
  expect((await signIn(world, idOf(bob))).viewer).toMatchObject({ role: 'member' })
})

test('the deactivated are found by nobody, and brought into no room', async () => {
  const { ada, bob } = await staffed()
  await changeAccount(ada, idOf(bob), { state: 'deactivated' }, place)
  expect((await findPeople(ada, 'Bob', { limit: 10 })).items).toEqual([])
  const room = await createRoom(ada)
  await expect(addMember(ada, room.id, { userId: idOf(bob), role: 'member' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('with somebody who was deactivated no conversation begins, and what was said with them stays', async () => {
  const { world, ada, bob } = await staffed()
  const cleo = await createUser(world, 'Cleo')
  const wanted = newRoom.parse({ visibility: 'direct', userIds: [idOf(bob)] })
  const { id } = await openRoom(ada, wanted)
  await leaveRoom(bob, id)
  await changeAccount(ada, idOf(bob), { state: 'deactivated' }, place)
  await expect(openRoom(cleo, wanted)).rejects.toMatchObject({ code: 'not_found' })
  expect(await openRoom(ada, wanted)).toMatchObject({ id, memberCount: 1 })
})

test('an owner who was deactivated looks after no room: the other one stays, or names somebody', async () => {
  const { world, ada, bob } = await staffed()
  const cleo = await createUser(world, 'Cleo')
  const room = await createRoom(ada, {}, { member: [bob, cleo] })
  await setRole(ada, room.id, idOf(bob), 'owner')
  await changeAccount(ada, idOf(bob), { state: 'deactivated' }, place)
  const only = { code: 'conflict', reason: 'rooms.onlyOwner' }
  await expect(leaveRoom(ada, room.id)).rejects.toMatchObject(only)
  await expect(setRole(ada, room.id, idOf(ada), 'member')).rejects.toMatchObject(only)
  await setRole(ada, room.id, idOf(cleo), 'owner')
  await leaveRoom(ada, room.id)
})

test('a link of somebody who was deactivated is none that leads into the room', async () => {
  const { ada, bob } = await staffed()
  const room = await createRoom(ada, {}, { member: [bob] })
  await createInvite(bob, room.id, newInvite.parse({}))
  await changeAccount(ada, idOf(bob), { state: 'deactivated' }, place)
  expect((await listInvites(ada, room.id, { limit: 10 })).items).toEqual([])
  await changeAccount(ada, idOf(bob), { state: 'active' }, place)
  expect((await listInvites(ada, room.id, { limit: 10 })).items).toHaveLength(1)
})

test('whoever holds the machine makes an administrator, also of somebody who was deactivated', async () => {
  const { world, ada, bob } = await staffed()
  const { email } = await profileOf(world, idOf(bob))
  await changeAccount(ada, idOf(bob), { state: 'deactivated' }, place)
  expect(await promote(world, email.toUpperCase())).toBe('Bob')
  expect(await accountOf(ada, idOf(bob))).toMatchObject({ role: 'admin', state: 'active' })
  const [newest] = await log(ada, { action: 'user.role_changed' })
  expect(newest).toMatchObject({ actor: null, address: null, target: { name: 'Bob' } })
  await expect(promote(world, 'nobody@example.org')).rejects.toMatchObject({ code: 'not_found' })
})

test('the list finds by name and email, role and state, page by page', async () => {
  const { world, ada, bob } = await staffed()
  await createUser(world, 'Bobby')
  await changeAccount(ada, idOf(bob), { state: 'deactivated' }, place)
  const names = async (query: object) => (await all(ada, query)).items.map(({ name }) => name)
  expect(await names({})).toEqual(['Ada', 'Bob', 'Bobby'])
  expect(await names({ query: 'BÓB' })).toEqual(['Bob', 'Bobby'])
  expect(await names({ query: (await profileOf(world, idOf(bob))).email.toUpperCase() })).toEqual(['Bob'])
  expect(await names({ query: randomUUID() })).toEqual([])
  expect(await names({ role: 'admin' })).toEqual(['Ada'])
  expect(await names({ state: 'deactivated' })).toEqual(['Bob'])
  const { items, nextCursor } = await all(ada, { limit: 2 })
  expect(items).toMatchObject([{ sessionCount: 1 }, { sessionCount: 0, lastSeenAt: expect.any(String) }])
  expect(await names({ limit: 2, cursor: nextCursor })).toEqual(['Bobby'])
})

test('the list is sorted by name, age and last use, either way, also across pages', async () => {
  const { world, ada, bob } = await staffed()
  await createUser(world, 'Cleo')
  world.pass(3_600_000)
  await signIn(world, idOf(bob))
  for (const order of ['asc', 'desc'] as const)
    for (const [sort, wanted] of [
      ['name', ['Ada', 'Bob', 'Cleo']],
      ['createdAt', ['Ada', 'Bob', 'Cleo']],
      ['lastSeenAt', ['Ada', 'Cleo', 'Bob']],
    ] as const) {
      const named: string[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const one = await all(ada, { sort, order, limit: 1, cursor })
        named.push(...one.items.map(({ name }) => name))
        cursor = one.nextCursor
      }
      expect(named).toEqual(order === 'asc' ? wanted : wanted.toReversed())
    }
  await expect(all(ada, { sort: 'createdAt', cursor: encodeCursor(['a', 'b']) })).rejects.toMatchObject({
    code: 'invalid_input',
  })
})

test('the log is read by page, person, deed and time, and the database itself lets nobody change it', async () => {
  const { world, ada, bob } = await staffed()
  await changeAccount(ada, idOf(bob), { name: 'Robert', role: 'admin' }, place)
  world.pass(1_000)
  await endAllSessions(await signIn(world, idOf(bob)), idOf(ada), place)
  const again = await signIn(world, idOf(ada))
  const actions = async (query = {}) => (await log(again, query)).map(({ action }) => action)
  expect(await actions()).toEqual(['user.sessions_ended', expect.any(String), expect.any(String)])
  expect(await actions({ actor: idOf(bob) })).toEqual(['user.sessions_ended'])
  expect(await actions({ action: 'user.renamed' })).toEqual(['user.renamed'])
  const [newest] = await log(again)
  expect(await actions({ before: newest?.at })).toHaveLength(2)
  expect(await actions({ after: newest?.at })).toEqual(['user.sessions_ended'])
  const first = await auditLog(again, auditQuery.parse({ limit: 2 }))
  expect(await actions({ limit: 2, cursor: first.nextCursor })).toHaveLength(1)
  await expect(world.db.write((tx) => tx.update(audit).set({ actorName: 'Nobody' }))).rejects.toThrow()
  await expect(world.db.write((tx) => tx.delete(audit))).rejects.toThrow()
  expect(await actions()).toHaveLength(3)
})
