import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { client, createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { banPerson, liftBan, listBans } from './bans.ts'
import { acceptInvite, createInvite, invitedTo } from './invites.ts'
import { addMember, joinRoom, leaveRoom, setRole } from './members.ts'
import { getRoom, listMembers } from './queries.ts'
import { registerInvited } from './registration.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const mia = await createUser(world, 'Mia')
const max = await createUser(world, 'Max')
const guest = await createUser(world, 'Guest', 'guest')
const idOf = ({ viewer }: Someone) => viewer.userId
const forbidden = { code: 'forbidden' }
const conflict = { code: 'conflict' }
const notFound = { code: 'not_found' }
const week = { expiresInMs: 7 * 86_400_000, uses: 5 }
const ban = (by: Someone, room: { id: string }, whom: Someone, reason?: string) =>
  banPerson(by, room.id, { userId: idOf(whom), reason })
const banned = async (someone: Someone, room: { id: string }) =>
  (await listBans(someone, room.id, { limit: 50 })).items

describe('a ban', () => {
  test('puts out, and tells them why', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [bob, eve] })
    await say(ana, room)
    world.forget()
    await ban(ana, room, bob, 'Selling things')
    expect(world.heardOf('room:removed')).toMatchObject([
      {
        audience: { people: [idOf(bob)] },
        payload: { roomId: room.id, reason: 'banned', because: 'Selling things' },
      },
    ])
    expect(world.heardOf('member:changed')).toMatchObject([{ payload: { change: 'left' } }])
    expect(world.heardOf('bans:changed')).toMatchObject([
      { audience: { members: room.id, among: [idOf(ana)] } },
    ])
    await expect(getRoom(bob, room.id)).rejects.toMatchObject(notFound)
    await expect(say(bob, room)).rejects.toMatchObject(notFound)
    expect(await getRoom(ana, room.id)).toMatchObject({ memberCount: 2 })
    expect(await banned(ana, room)).toMatchObject([
      { id: idOf(bob), name: 'Bob', reason: 'Selling things', by: { name: 'Ana' } },
    ])
  })

  test('holds against every way back, until it is lifted', async () => {
    const room = await createRoom(ana, {}, { moderator: [mia], member: [bob, eve] })
    const before = await createInvite(ana, room.id, week)
    const his = await createInvite(bob, room.id, week)
    await ban(mia, room, bob, 'Rude')
    expect(await invitedTo(world, his.token), 'a link he made').toBeNull()
    expect(await invitedTo(world, before.token), 'a link he may hold').toBeNull()
    const email = `${randomUUID()}@example.org`
    const anew = { email, name: 'Robert', password, invite: before.token }
    await expect(registerInvited(world, anew, client.address)).rejects.toThrow()
    const { token } = await createInvite(ana, room.id, week)
    const told = { code: 'forbidden', reason: 'rooms.bannedBecause', params: { because: 'Rude' } }
    await expect(joinRoom(bob, room.id)).rejects.toMatchObject(told)
    await expect(acceptInvite(bob, token)).rejects.toMatchObject(told)
    for (const adder of [ana, mia, eve])
      await expect(addMember(adder, room.id, { userId: idOf(bob), role: 'member' })).rejects.toMatchObject(
        conflict,
      )
    expect((await listMembers(ana, room.id, { limit: 50 })).items.map(({ name }) => name)).not.toContain(
      'Bob',
    )
    await acceptInvite(max, token)
    expect(await getRoom(ana, room.id), 'nobody was counted twice').toMatchObject({ memberCount: 4 })

    world.forget()
    await liftBan(mia, room.id, idOf(bob))
    expect(world.heardOf('bans:changed')).toHaveLength(1)
    expect(await banned(ana, room)).toEqual([])
    expect(await joinRoom(bob, room.id)).toMatchObject({ role: 'member' })
    await liftBan(mia, room.id, idOf(bob))
    expect(world.heardOf('bans:changed'), 'once').toHaveLength(1)
  })

  test('comes before or after a way in that is taken at the same moment, and holds', async () => {
    for (let round = 0; round < 10; round++) {
      const room = await createRoom(ana)
      const { token } = await createInvite(ana, room.id, week)
      await Promise.allSettled([
        joinRoom(bob, room.id),
        ban(ana, room, bob),
        acceptInvite(bob, token),
        addMember(ana, room.id, { userId: idOf(bob), role: 'member' }),
      ])
      expect(await getRoom(bob, room.id)).toMatchObject({ role: null, memberCount: 1 })
    }
  })

  test('given again has the new reason, and without one says so', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    await ban(ana, room, bob, 'First')
    await ban(ana, room, bob, '')
    expect(await banned(ana, room)).toMatchObject([{ reason: null }])
    await expect(joinRoom(bob, room.id)).rejects.toMatchObject({ reason: 'rooms.banned' })
  })
})

describe('who bans whom', () => {
  test('whoever could remove them, and nobody themselves', async () => {
    const room = await createRoom(ana, {}, { moderator: [mia, max], member: [bob, eve] })
    await expect(ban(bob, room, eve)).rejects.toMatchObject(forbidden)
    await expect(ban(mia, room, max)).rejects.toMatchObject(forbidden)
    await expect(ban(mia, room, ana)).rejects.toMatchObject(forbidden)
    for (const self of [ana, mia]) await expect(ban(self, room, self)).rejects.toMatchObject(conflict)
    await expect(banPerson(ana, room.id, { userId: 'nobody' })).rejects.toMatchObject(notFound)
    await expect(ban(await createUser(world), room, bob), 'from outside').rejects.toMatchObject(forbidden)
    await expect(ban(guest, room, bob)).rejects.toMatchObject(notFound)
    const direct = await createRoom(ana)
    await expect(ban(eve, direct, bob)).rejects.toMatchObject(forbidden)
    expect(await banned(ana, room)).toEqual([])
    for (const member of [bob, guest]) await expect(banned(member, room)).rejects.toThrow()
    await expect(liftBan(bob, room.id, idOf(eve))).rejects.toMatchObject(forbidden)
  })

  test('what an owner did to a moderator no moderator undoes', async () => {
    const room = await createRoom(ana, {}, { moderator: [mia, max] })
    await ban(ana, room, max)
    await expect(liftBan(mia, room.id, idOf(max))).rejects.toMatchObject(forbidden)
    await expect(ban(mia, room, max, 'Mine')).rejects.toMatchObject(forbidden)
    await liftBan(ana, room.id, idOf(max))
    expect(await joinRoom(max, room.id), 'their role is gone').toMatchObject({ role: 'member' })
  })

  test('somebody who left is banned too, by those who may know them', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    await leaveRoom(bob, room.id)
    world.forget()
    await ban(ana, room, bob)
    expect(world.heardOf('room:removed')).toEqual([])
    await expect(joinRoom(bob, room.id)).rejects.toMatchObject(forbidden)
    await addMember(ana, room.id, { userId: idOf(guest), role: 'member' })
    await setRole(ana, room.id, idOf(guest), 'moderator')
    await expect(ban(guest, room, eve), 'a guest knows nobody outside').rejects.toMatchObject(notFound)
  })

  test('pages of the list follow one another', async () => {
    const room = await createRoom(ana, {}, { member: [bob, eve, max] })
    for (const one of [bob, eve, max]) await ban(ana, room, one)
    const names: string[] = []
    for (let cursor: string | undefined | null; cursor !== null; ) {
      const page = await listBans(ana, room.id, { limit: 1, ...(cursor && { cursor }) })
      names.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    }
    expect(names.sort()).toEqual(['Bob', 'Eve', 'Max'])
  })
})
