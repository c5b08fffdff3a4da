import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeAccount } from '#lib/accounts/administration.ts'
import { refreshTokens } from '#lib/accounts/programs.ts'
import { whyOut } from '#lib/accounts/queries.ts'
import { revokeSession } from '#lib/accounts/sessions.ts'
import { memberships, sessions, users } from '#lib/db/schema.ts'
import { history } from '#lib/messages/queries.ts'
import { leaveRoom, removeMember, setRole } from '#lib/rooms/members.ts'
import { changeRoom, deleteRoom } from '#lib/rooms/operations.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { client, createRoom, createUser, type Someone, say, signIn } from '../../tests/factories.ts'
import { day, namesIn, openWorldOfGuests } from '../../tests/guests.ts'
import { forgetEnded } from './forget-ended.ts'
import { endGuestLink, guestLinkOf, renewGuestLink } from './links.ts'
import { roomOfLink, visit } from './visits.ts'

const { world, ada, ana, bob, opened, come, isHere } = await openWorldOfGuests()
const place = client.address

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
    expect(await namesIn(bob, room), how).not.toContain('Gus')
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
    expect(await namesIn(ana, room), how).toEqual(['Ana', 'Bob', 'Stays'])
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
    expect(await namesIn(ana, room)).toEqual(['Ana'])
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

test('of a guest who is gone for thirty days their words stay, under their name, and nothing else', async () => {
  const owner = await signIn(world, ana.viewer.userId)
  const room = await createRoom(owner, { visibility: 'private' })
  const [gus, kim] = [await come(await opened(owner, room)), await come(await opened(owner, room), 'Kim')]
  await say(kim, room, 'I was here')
  await endGuestLink(owner, room.id)
  const row = async ({ viewer }: Someone) =>
    (await world.db.read.select().from(users).where(eq(users.id, viewer.userId)))[0]
  const never = new AbortController().signal
  world.pass(29 * 86_400_000)
  await forgetEnded(world, never)
  expect(await row(kim)).toMatchObject({ deletedAt: null })
  world.pass(2 * 86_400_000)
  await forgetEnded(world, never)
  expect(await row(kim)).toMatchObject({ name: 'Kim', email: kim.viewer.userId, guestOf: null })
  expect((await row(gus))?.deletedAt).not.toBeNull()
  expect((await row(owner))?.deletedAt, 'nobody else').toBeNull()
  const left = eq(sessions.userId, kim.viewer.userId)
  expect(await world.db.read.select().from(sessions).where(left)).toEqual([])
  const again = await signIn(world, ana.viewer.userId)
  const said = (await history(again, room.id, { limit: 50 })).items.filter(({ kind }) => kind === 'text')
  expect(said).toMatchObject([{ content: 'I was here', author: { name: 'Kim' } }])
  await forgetEnded(world, never)
})
