import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeAccount } from '#lib/accounts/administration.ts'
import { accountOf, allAccounts } from '#lib/accounts/all-accounts.ts'
import { authenticate, changeProfile } from '#lib/accounts/operations.ts'
import { makeResetLink } from '#lib/accounts/password-links.ts'
import { mayUse } from '#lib/accounts/policy.ts'
import { refreshTokens } from '#lib/accounts/programs.ts'
import { myProfile } from '#lib/accounts/queries.ts'
import { accountQuery, guestName } from '#lib/accounts/schema.ts'
import { users } from '#lib/db/schema.ts'
import { paging } from '#lib/http/schema.ts'
import { acceptInvite, createInvite } from '#lib/rooms/invites.ts'
import { addMember, joinRoom, setRole } from '#lib/rooms/members.ts'
import { changeRoom, createRoom as make } from '#lib/rooms/operations.ts'
import { findPeople } from '#lib/rooms/people.ts'
import { getRoom, listMembers } from '#lib/rooms/queries.ts'
import { newRoom } from '#lib/rooms/schema.ts'
import { client, createRoom, type Someone, say } from '../../tests/factories.ts'
import { day, openWorldOfGuests, tokenIn } from '../../tests/guests.ts'
import { endGuestLink, guestLinkOf, openGuestLink, renewGuestLink, withGuestLink } from './links.ts'
import { roomOfLink, visitByProgram } from './visits.ts'

const { world, ada, ana, bob, opened, come } = await openWorldOfGuests()
const place = client.address

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

test('nobody comes in, or goes on, under the name of somebody in the room, however it is written', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const token = await opened(ana, room)
  const alike = ['Ana', 'ÁNA', 'ana\u200e', 'Аna', 'Bob']
  for (const name of alike)
    await expect(come(token, guestName.parse(name)), name).rejects.toMatchObject({
      code: 'conflict',
      reason: 'guests.othersName',
      issues: [{ path: 'name' }],
    })
  const gus = await come(token, 'Анна')
  for (const name of alike)
    await expect(changeProfile(gus, { name: guestName.parse(name) }), name).rejects.toMatchObject({
      reason: 'guests.othersName',
    })
  expect(await changeProfile(gus, { name: 'Ana from afar' })).toMatchObject({ name: 'Ana from afar' })
  expect((await come(token, 'Ana from afar')).viewer.name).toBe('Ana from afar')
  await changeProfile(bob, { name: 'Bob' })
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

test('of several new links at once one is good, whoever is here by the one before', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  await setRole(ana, room.id, bob.viewer.userId, 'owner')
  for (let turn = 0; turn < 6; turn += 1) {
    await come(await opened(ana, room))
    const made = await Promise.all([ana, bob, ana, bob, ana].map((owner) => opened(owner, room)))
    const good = await Promise.all(
      made.map((token) =>
        roomOfLink(world, token).then(
          () => true,
          () => false,
        ),
      ),
    )
    expect(good.filter(Boolean)).toHaveLength(1)
  }
})

test('a room that is archived takes no guests, and another one no more than can be looked after', async () => {
  const room = await createRoom(ana, { visibility: 'private' })
  await changeRoom(ana, room.id, { isActive: false })
  await expect(openGuestLink(ana, room.id)).rejects.toMatchObject({ reason: 'rooms.archived' })
  await changeRoom(ana, room.id, { isActive: true })
  const token = await opened(ana, room)
  // All at once they would wait longer for the room's row than a database is waited for.
  for (let n = 0; n < 196; n += 14)
    await Promise.all(Array.from({ length: 14 }, (_, at) => come(token, `Guest ${n + at}`)))
  const came = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => come(token, `Late ${n}`)))
  const refused = came.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toEqual(Array(2).fill(expect.objectContaining({ reason: 'guests.full' })))
})

test('a guest has a name to change, and nothing else of an account', async () => {
  const guest = await come(await opened(ana, await createRoom(ana)))
  for (const wanted of [
    { pronouns: 'they' },
    { timeZone: 'Europe/Berlin' },
    { status: { emoji: null, text: 'Busy', until: null } },
    { name: 'Gus', status: null },
  ])
    await expect(changeProfile(guest, wanted)).rejects.toMatchObject({ reason: 'accounts.guest' })
  expect(await changeProfile(guest, { name: 'Gustav' })).toMatchObject({ name: 'Gustav', status: null })
  expect(mayUse(guest.viewer, 'session')).toBe(true)
  expect(mayUse(guest.viewer, 'account')).toBe(false)
})
