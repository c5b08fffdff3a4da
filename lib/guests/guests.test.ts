import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeAccount } from '#lib/accounts/administration.ts'
import { accountOf, allAccounts } from '#lib/accounts/all-accounts.ts'
import { authenticate, changeProfile } from '#lib/accounts/operations.ts'
import { makeResetLink } from '#lib/accounts/password-links.ts'
import { refreshTokens } from '#lib/accounts/programs.ts'
import { myProfile, whyOut } from '#lib/accounts/queries.ts'
import { accountQuery } from '#lib/accounts/schema.ts'
import { revokeSession, viewerOf } from '#lib/accounts/sessions.ts'
import { memberships, sessions, users } from '#lib/db/schema.ts'
import { paging } from '#lib/http/schema.ts'
import { banPerson, liftBan } from '#lib/rooms/bans.ts'
import { acceptInvite, createInvite } from '#lib/rooms/invites.ts'
import { addMember, joinRoom, leaveRoom, removeMember, setRole } from '#lib/rooms/members.ts'
import { changeRoom, deleteRoom, createRoom as make } from '#lib/rooms/operations.ts'
import { findPeople } from '#lib/rooms/people.ts'
import { getRoom, listMembers } from '#lib/rooms/queries.ts'
import { newRoom, type Room } from '#lib/rooms/schema.ts'
import { client, createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { endGuestLink, guestLinkOf, openGuestLink, renewGuestLink, withGuestLink } from './links.ts'
import { roomOfLink, visit, visitByProgram } from './visits.ts'

const world = await openWorld({ LIMIT_REGISTRATIONS_PER_10MIN: '100000' })
const ada = await createUser(world, 'Ada', 'admin')
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const day = { expiresInMs: 86_400_000 }
const place = client.address

const tokenIn = (url: string) => url.split('/').at(-1) ?? ''
const opened = async (owner: Someone, room: Room, life = day) =>
  tokenIn((await renewGuestLink(owner, room.id, life)).url)

/** Comes in by a link, as a browser does. */
async function come(token: string, name = 'Gus'): Promise<Someone> {
  const { session } = await visit(world, { token, name }, client, 'browser')
  const viewer = await viewerOf(world, session.id)
  if (!viewer) throw new Error('the new session is not good')
  return { ...world, viewer }
}
const isHere = async ({ viewer }: Someone) => (await viewerOf(world, viewer.sessionId)) !== null
const names = async (someone: Someone, room: Room) =>
  (await listMembers(someone, room.id, { limit: 100 })).items.map(({ name }) => name)

test('an owner opens a room, reads the link again and ends it; nobody else does', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { moderator: [bob] })
  await openGuestLink(ana, room.id)
  const link = await guestLinkOf(ana, room.id)
  expect(link).toMatchObject({ guests: 0, url: expect.stringContaining('https://rooms.test/guest/') })
  await openGuestLink(ana, room.id)
  expect(await guestLinkOf(ana, room.id), 'open already').toEqual(link)
  expect(await withGuestLink(ana, await getRoom(ana, room.id))).toMatchObject({
    guestLink: { url: link?.url },
  })
  expect(await withGuestLink(bob, await getRoom(bob, room.id))).not.toHaveProperty('guestLink')
  for (const deed of [openGuestLink, endGuestLink, guestLinkOf] as const)
    await expect(deed(bob, room.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(renewGuestLink(bob, room.id, day)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(renewGuestLink(ada, room.id, day)).rejects.toMatchObject({ code: 'not_found' })
  expect(await guestLinkOf(ana, room.id), 'nobody who was refused ended it').toEqual(link)
  await endGuestLink(ana, room.id)
  expect(await withGuestLink(ana, await getRoom(ana, room.id))).toMatchObject({ guestLink: null })
  await expect(roomOfLink(world, tokenIn(link?.url ?? ''))).rejects.toMatchObject({
    reason: 'guests.linkEnded',
  })
})

test('nothing of the token is in the database, and no other token of ours opens a room', async () => {
  const room = await createRoom(ana)
  const token = await opened(ana, room)
  const { refreshToken } = await visitByProgram(world, { token, name: 'Gus' }, client)
  for (const other of [refreshToken, `${token}a`, token.slice(1), token.split('.')[0] ?? '', ''])
    await expect(roomOfLink(world, other)).rejects.toMatchObject({ reason: 'guests.linkUnknown' })
  await expect(refreshTokens(world, token, client)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await roomOfLink(world, token)).toMatchObject({ id: room.id, name: 'Garden' })
})

test('a guest is in one room, and looks for nothing else', async () => {
  const room = await createRoom(ana, { visibility: 'private' })
  const open = await createRoom(bob, { visibility: 'public' })
  const gus = await come(await opened(ana, room))
  expect(gus.viewer).toMatchObject({ kind: 'guest', roomId: room.id })
  expect(await say(gus, room)).toMatchObject({ author: { name: 'Gus' } })
  expect((await listMembers(ana, room.id, { limit: 9 })).items).toMatchObject([
    { name: 'Ana', role: 'owner' },
    { name: 'Gus', role: 'member', guest: 'room' },
  ])
  const invite = await createInvite(bob, open.id, { uses: 9, expiresInMs: 86_400_000 })
  await expect(joinRoom(gus, open.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(acceptInvite(gus, invite.token)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(addMember(bob, open.id, { userId: gus.viewer.userId, role: 'member' })).rejects.toMatchObject({
    reason: 'rooms.guestOfAnother',
  })
  const direct = newRoom.parse({ visibility: 'direct', userIds: [gus.viewer.userId] })
  await expect(make(ana, direct)).rejects.toMatchObject({ reason: 'rooms.guestOfAnother' })
  await expect(make(gus, newRoom.parse({ name: 'Own' }))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setRole(ana, room.id, gus.viewer.userId, 'owner')).rejects.toMatchObject({
    reason: 'rooms.guestStaysMember',
  })
  const found = async (someone: Someone) =>
    (await findPeople(someone, '', paging.parse({}))).items.map(({ name }) => name)
  expect(await found(gus)).toEqual(['Ana'])
  expect(await found(ana)).toContain('Gus')
  expect(await found(bob), 'who shares no room with them').not.toContain('Gus')
})

test('a guest has no email and no password, and nobody gives them any', async () => {
  const room = await createRoom(ana)
  const gus = await come(await opened(ana, room))
  const { userId } = gus.viewer
  expect(await myProfile(gus)).toMatchObject({ email: '', role: 'guest' })
  const [{ email } = { email: '' }] = await world.db.read.select().from(users).where(eq(users.id, userId))
  const password = 'correct horse battery staple'
  for (const given of [email, email.toLowerCase(), ''])
    await expect(authenticate(world, { email: given, password }, place)).rejects.toMatchObject({
      reason: 'accounts.noMatch',
    })
  await expect(changeProfile(gus, { password, currentPassword: password })).rejects.toMatchObject({
    reason: 'accounts.guest',
  })
  expect(await changeProfile(gus, { name: 'Gustav' })).toMatchObject({ name: 'Gustav' })
  await expect(makeResetLink(ada, userId, place)).rejects.toMatchObject({ reason: 'accounts.guestOfRoom' })
  for (const change of [{ role: 'member' }, { role: 'admin' }] as const)
    await expect(changeAccount(ada, userId, change, place)).rejects.toMatchObject({
      reason: 'accounts.guestOfRoom',
    })
  expect(await accountOf(ada, userId)).toMatchObject({ email: '', role: 'guest', name: 'Gustav' })
  const page = await allAccounts(ada, accountQuery.parse({ query: 'guest' }))
  expect(
    page.items.map(({ id }) => id),
    'found by a sign nobody sees',
  ).not.toContain(userId)
})

test('all visits end with the link, by whatever it ends', async () => {
  const endings: [string, (owner: Someone, room: Room) => Promise<unknown>][] = [
    ['ended', (owner, room) => endGuestLink(owner, room.id)],
    ['a new one', (owner, room) => renewGuestLink(owner, room.id, day)],
    ['archived', (owner, room) => changeRoom(owner, room.id, { isActive: false })],
    ['deleted', (owner, room) => deleteRoom(owner, room.id)],
    ['its maker is less now', (owner, room) => setRole(owner, room.id, owner.viewer.userId, 'member')],
    ['its maker left', (owner, room) => leaveRoom(owner, room.id)],
    [
      'its maker was deactivated',
      ({ viewer }) => changeAccount(ada, viewer.userId, { state: 'deactivated' }, place),
    ],
    ['its time has run out', async () => world.pass(day.expiresInMs)],
  ]
  for (const [how, end] of endings) {
    const owner = await createUser(world, 'Owner')
    const room = await createRoom(owner, {}, { member: [bob] })
    await setRole(owner, room.id, bob.viewer.userId, 'owner')
    const token = await opened(owner, room)
    const [gus, eve] = [await come(token), await come(token, 'Eve')]
    await say(gus, room, 'I was here')
    expect(await guestLinkOf(owner, room.id)).toMatchObject({ guests: 2 })
    world.forget()
    await end(owner, room)
    await world.work()
    expect([await isHere(gus), await isHere(eve)], how).toEqual([false, false])
    const told = [gus, eve].map(({ viewer: { sessionId: session } }) =>
      world
        .heardOf('session:ended')
        .filter(({ audience }) => 'session' in audience && audience.session === session),
    )
    const over = [expect.objectContaining({ payload: { reason: 'guest_over' } })]
    expect(told, how).toEqual([over, over])
    expect(await whyOut(world, gus.viewer.sessionId)).toBe('guestOver')
    await expect(come(token), how).rejects.toMatchObject({ code: 'not_found' })
    if (how === 'deleted') continue
    expect(await names(bob, room), how).not.toContain('Gus')
  }
})

test('a guest who is removed, leaves or signs out is gone, and the others stay', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const token = await opened(ana, room)
  const ways: [string, (guest: Someone) => Promise<unknown>][] = [
    ['removed', ({ viewer }) => removeMember(ana, room.id, viewer.userId)],
    ['left', (guest) => leaveRoom(guest, room.id)],
    ['signed out', (guest) => revokeSession(guest, guest.viewer.sessionId)],
    ['deactivated', ({ viewer }) => changeAccount(ada, viewer.userId, { state: 'deactivated' }, place)],
  ]
  const stays = await come(token, 'Stays')
  for (const [how, go] of ways) {
    const gus = await come(token)
    await go(gus)
    await world.work()
    expect(await isHere(gus), how).toBe(false)
    expect(await names(ana, room), how).toEqual(['Ana', 'Bob', 'Stays'])
    const restored = changeAccount(ada, gus.viewer.userId, { state: 'active' }, place)
    await expect(restored, how).rejects.toMatchObject({ reason: 'accounts.guestOfRoom' })
  }
  expect(await isHere(stays)).toBe(true)
  expect(await guestLinkOf(ana, room.id)).toMatchObject({ guests: 1 })
})

test('a session that is used does not outlive the link', async () => {
  const room = await createRoom(ana)
  const token = await opened(ana, room, { expiresInMs: 3_600_000 })
  const gus = await come(token)
  const { session, user } = await visit(world, { token, name: 'Program' }, client, 'program')
  world.pass(1_800_000)
  await isHere(gus)
  await refreshTokens(world, session.refreshToken, client)
  const lives = await world.db.read.select().from(sessions).where(eq(sessions.userId, user.id))
  expect(lives.map(({ expiresAt, createdAt }) => expiresAt - createdAt <= 3_600_000)).toEqual([true])
  const link = await guestLinkOf(ana, room.id)
  world.pass(1_800_000)
  expect(await isHere(gus), 'before any job has run').toBe(false)
  expect(Date.parse(link?.expiresAt ?? '')).toBeLessThanOrEqual(world.now())
  await expect(roomOfLink(world, token)).rejects.toMatchObject({ reason: 'guests.linkExpired' })
})

test('whoever comes in as the link ends is found, or finds it ended', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    const room = await createRoom(ana)
    const token = await opened(ana, room)
    const coming = [0, 1, 2, 3].map((n) => come(token, `Guest ${n}`))
    const end = turn % 2 === 0 ? endGuestLink(ana, room.id) : renewGuestLink(ana, room.id, day)
    const [, ...tried] = await Promise.allSettled([end, ...coming])
    await end
    for (const one of tried)
      if (one.status === 'fulfilled') expect(await isHere(one.value)).toBe(false)
      else expect(['not_found', undefined]).toContain(one.reason.code)
    expect(await names(ana, room)).toEqual(['Ana'])
  }
})

test('of two new links at once one is good', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  await setRole(ana, room.id, bob.viewer.userId, 'owner')
  await opened(ana, room)
  const made = await Promise.all([ana, bob, ana].map((owner) => opened(owner, room)))
  const good = await Promise.all(
    made.map((token) =>
      roomOfLink(world, token).then(
        () => true,
        () => false,
      ),
    ),
  )
  expect(good.filter(Boolean)).toHaveLength(1)
})

test('a room that is archived takes no guests, and another one no more than can be looked after', async () => {
  const room = await createRoom(ana, { visibility: 'private' })
  await changeRoom(ana, room.id, { isActive: false })
  await expect(openGuestLink(ana, room.id)).rejects.toMatchObject({ reason: 'rooms.archived' })
  await changeRoom(ana, room.id, { isActive: true })
  const token = await opened(ana, room)
  const came = await Promise.allSettled(Array.from({ length: 202 }, (_, n) => come(token, `Guest ${n}`)))
  const refused = came.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toEqual(Array(2).fill(expect.objectContaining({ reason: 'guests.full' })))
})

test('whoever is banned does not come back by the link, which becomes another one; the other guests stay', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  for (const whom of ['a guest', 'a member', 'somebody who had left'] as const) {
    const token = await opened(ana, room)
    const [gus, stays] = [await come(token), await come(token, 'Stays')]
    if (whom === 'somebody who had left') await leaveRoom(bob, room.id)
    const { userId } = (whom === 'a guest' ? gus : bob).viewer
    await banPerson(ana, room.id, { userId, reason: undefined })
    await expect(come(token, 'Again'), whom).rejects.toMatchObject({ reason: 'guests.linkEnded' })
    await expect(roomOfLink(world, token), whom).rejects.toMatchObject({ reason: 'guests.linkEnded' })
    await world.work()
    await liftBan(ana, room.id, userId)
    await expect(come(token, 'Again'), `${whom}, later`).rejects.toMatchObject({ reason: 'guests.linkEnded' })
    expect(await isHere(stays), whom).toBe(true)
    expect(await isHere(gus), whom).toBe(whom !== 'a guest')
    const link = await guestLinkOf(ana, room.id)
    expect(await isHere(await come(tokenIn(link?.url ?? ''), 'New')), whom).toBe(true)
    if (whom === 'a member') await addMember(ana, room.id, { userId, role: 'member' })
    await endGuestLink(ana, room.id)
    expect(await isHere(stays), whom).toBe(false)
  }
})

test('whoever is removed from a private room comes by no guest link that they have', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  for (const whom of ['a member', 'a guest']) {
    const token = await opened(ana, room)
    const [gus, stays] = [await come(token), await come(token, 'Stays')]
    await removeMember(ana, room.id, (whom === 'a guest' ? gus : bob).viewer.userId)
    await world.work()
    await expect(come(token, 'Again'), whom).rejects.toMatchObject({ reason: 'guests.linkEnded' })
    expect(await isHere(stays), whom).toBe(true)
    const link = await guestLinkOf(ana, room.id)
    expect(await isHere(await come(tokenIn(link?.url ?? ''), 'New')), whom).toBe(true)
  }
})

test('a link that a ban has put another one in the place of still ends with its maker', async () => {
  const owner = await createUser(world, 'Owner')
  const room = await createRoom(owner, {}, { member: [bob, ada] })
  await setRole(owner, room.id, bob.viewer.userId, 'owner')
  const gus = await come(await opened(owner, room))
  await banPerson(owner, room.id, { userId: ada.viewer.userId, reason: undefined })
  await leaveRoom(owner, room.id)
  await world.work()
  expect(await isHere(gus)).toBe(false)
  expect(await guestLinkOf(bob, room.id)).toBeNull()
})

test('nobody who is banned while they come in by the link stays, or comes in again', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    const room = await createRoom(ana)
    const token = await opened(ana, room)
    const gus = await come(token)
    world.pass(1)
    const [, ...tried] = await Promise.allSettled([
      banPerson(ana, room.id, { userId: gus.viewer.userId, reason: undefined }).then(() =>
        expect(come(token, 'Late')).rejects.toMatchObject({ reason: 'guests.linkEnded' }),
      ),
      ...[0, 1, 2].map((n) => come(token, `Guest ${n}`)),
    ])
    for (const one of tried)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ reason: 'guests.linkEnded' })
    await world.work()
    expect(await names(ana, room)).not.toContain('Late')
  }
})

test('a guest who comes in as the last one leaves owns nothing', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    const owner = await createUser(world, 'Owner')
    const room = await createRoom(owner, { visibility: 'public' })
    const token = await opened(owner, room)
    const coming = [0, 1].map((n) => come(token, `Guest ${n}`))
    const [left, ...tried] = await Promise.allSettled([leaveRoom(owner, room.id), ...coming])
    const here = await world.db.read.select().from(memberships).where(eq(memberships.roomId, room.id))
    const owners = here.filter(({ role }) => role === 'owner').map(({ userId }) => userId)
    expect(owners).toEqual(left.status === 'fulfilled' ? [] : [owner.viewer.userId])
    for (const one of tried)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ reason: 'guests.linkEnded' })
  }
})
