import { describe, expect, test } from 'vitest'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { addMember, joinRoom, leaveRoom, removeMember, setRole } from './members.ts'
import { changeRoom } from './operations.ts'
import { getRoom, listMembers } from './queries.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const mia = await createUser(world, 'Mia')
const guest = await createUser(world, 'Guest', 'guest')
const idOf = ({ viewer }: Someone) => viewer.userId
const forbidden = { code: 'forbidden' }
const conflict = { code: 'conflict' }
const notFound = { code: 'not_found' }

const rolesIn = async (someone: Someone, roomId: string) => {
  const { items } = await listMembers(someone, roomId, { limit: 100 })
  return Object.fromEntries(items.map((member) => [member.name, member.role]))
}

describe('joining', () => {
  test('a public room starts at its head: nothing old is unread', async () => {
    const room = await createRoom(ana)
    await say(ana, room)
    await say(ana, room)
    expect(await joinRoom(bob, room.id)).toMatchObject({
      role: 'member',
      lastReadSeq: 2,
      unreadCount: 0,
      memberCount: 2,
    })
    await say(ana, room)
    expect(await getRoom(bob, room.id)).toMatchObject({ unreadCount: 1 })
  })

  test('twice, also at once, counts once', async () => {
    const room = await createRoom(ana)
    await Promise.all([joinRoom(bob, room.id), joinRoom(bob, room.id), joinRoom(eve, room.id)])
    expect(await joinRoom(bob, room.id)).toMatchObject({ memberCount: 3 })
    expect(Object.keys(await rolesIn(ana, room.id))).toHaveLength(3)
  })

  test('keeps the role somebody has', async () => {
    const room = await createRoom(ana)
    expect(await joinRoom(ana, room.id)).toMatchObject({ role: 'owner' })
  })

  test('tells the watchers and whoever joined', async () => {
    const room = await createRoom(ana)
    world.forget()
    await joinRoom(bob, room.id)
    expect(world.heardOf('member:changed')).toMatchObject([
      { audience: { watchers: room.id }, payload: { userId: idOf(bob), change: 'joined' } },
    ])
    expect(world.heardOf('room:changed')).toMatchObject([{ audience: { people: [idOf(bob)] } }])
  })

  test('is refused: private rooms, archived ones, guests', async () => {
    const secret = await createRoom(ana, { visibility: 'private' })
    await expect(joinRoom(bob, secret.id)).rejects.toMatchObject(notFound)
    const open = await createRoom(ana)
    await expect(joinRoom(guest, open.id)).rejects.toMatchObject(notFound)
    await changeRoom(ana, open.id, { isActive: false })
    await expect(joinRoom(bob, open.id)).rejects.toMatchObject(forbidden)
  })
})

describe('adding', () => {
  test('to a public room is for every member, to a private one for moderators and owners', async () => {
    const open = await createRoom(ana, {}, { member: [bob] })
    await expect(addMember(bob, open.id, { userId: idOf(eve), role: 'member' })).resolves.toMatchObject({
      id: idOf(eve),
      role: 'member',
    })
    const secret = await createRoom(ana, { visibility: 'private' }, { moderator: [mia], member: [bob] })
    await expect(addMember(bob, secret.id, { userId: idOf(eve), role: 'member' })).rejects.toMatchObject(
      forbidden,
    )
    await expect(addMember(mia, secret.id, { userId: idOf(eve), role: 'member' })).resolves.toBeDefined()
  })

  test('is not for those outside, not even of oneself', async () => {
    const open = await createRoom(ana)
    const secret = await createRoom(ana, { visibility: 'private' })
    const self = { userId: idOf(eve), role: 'member' } as const
    await expect(addMember(eve, open.id, self)).rejects.toMatchObject(forbidden)
    await expect(addMember(eve, secret.id, self)).rejects.toMatchObject(notFound)
  })

  test('a moderator is for owners, and changes nobody who is in already', async () => {
    const room = await createRoom(ana, {}, { moderator: [mia], member: [bob] })
    const raised = { userId: idOf(eve), role: 'moderator' } as const
    await expect(addMember(mia, room.id, raised)).rejects.toMatchObject(forbidden)
    await expect(addMember(ana, room.id, raised)).resolves.toMatchObject({ role: 'moderator' })
    await addMember(ana, room.id, { userId: idOf(bob), role: 'moderator' })
    await addMember(mia, room.id, { userId: idOf(ana), role: 'member' })
    expect(await rolesIn(ana, room.id)).toMatchObject({ Ana: 'owner', Bob: 'member', Eve: 'moderator' })
  })

  test('needs somebody who exists and a room that is open', async () => {
    const room = await createRoom(ana)
    await expect(addMember(ana, room.id, { userId: 'nobody', role: 'member' })).rejects.toMatchObject(
      notFound,
    )
    await changeRoom(ana, room.id, { isActive: false })
    await expect(addMember(ana, room.id, { userId: idOf(eve), role: 'member' })).rejects.toMatchObject(
      forbidden,
    )
  })

  test('lets a guest in, and only there', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [guest] })
    expect(await getRoom(guest, room.id)).toMatchObject({ role: 'member' })
    await expect(addMember(guest, room.id, { userId: idOf(eve), role: 'member' })).rejects.toMatchObject(
      forbidden,
    )
  })
})

describe('roles', () => {
  test('are given by owners', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    world.forget()
    await expect(setRole(ana, room.id, idOf(bob), 'owner')).resolves.toMatchObject({ role: 'owner' })
    const payload = { userId: idOf(bob), change: 'role', role: 'owner' }
    expect(world.heardOf('member:changed')).toMatchObject([
      { audience: { watchers: room.id }, payload },
      { audience: { people: [idOf(bob)] }, payload },
    ])
    await setRole(bob, room.id, idOf(ana), 'member')
    expect(await rolesIn(ana, room.id)).toEqual({ Ana: 'member', Bob: 'owner' })
  })

  test('nobody raises themselves', async () => {
    const room = await createRoom(ana, {}, { moderator: [mia], member: [bob] })
    for (const someone of [mia, bob, eve])
      await expect(setRole(someone, room.id, idOf(someone), 'owner')).rejects.toMatchObject(forbidden)
    await expect(setRole(ana, room.id, idOf(eve), 'moderator'), 'not a member').rejects.toMatchObject(
      notFound,
    )
    expect(await rolesIn(ana, room.id)).toEqual({ Ana: 'owner', Mia: 'moderator', Bob: 'member' })
  })

  test('the last owner cannot step down, nor two at once', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    await expect(setRole(ana, room.id, idOf(ana), 'member')).rejects.toMatchObject(conflict)
    await setRole(ana, room.id, idOf(bob), 'owner')
    await Promise.allSettled([
      setRole(ana, room.id, idOf(ana), 'member'),
      setRole(bob, room.id, idOf(bob), 'member'),
    ])
    expect(Object.values(await rolesIn(ana, room.id)).sort()).toEqual(['member', 'owner'])
  })
})

describe('removing', () => {
  test('ends the right at once, and says so', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    world.forget()
    await removeMember(ana, room.id, idOf(bob))
    await expect(getRoom(bob, room.id)).rejects.toMatchObject(notFound)
    await expect(say(bob, room)).rejects.toMatchObject(notFound)
    expect(world.heardOf('room:removed')).toMatchObject([
      { audience: { people: [idOf(bob)] }, payload: { reason: 'removed' } },
    ])
    expect(world.heardOf('member:changed')).toMatchObject([
      { payload: { userId: idOf(bob), change: 'left' } },
    ])
    expect(await getRoom(ana, room.id)).toMatchObject({ memberCount: 1 })
  })

  test('moderators remove members, owners everybody, members nobody', async () => {
    const max = await createUser(world, 'Max')
    const room = await createRoom(ana, {}, { moderator: [mia, max], member: [bob, eve] })
    await expect(removeMember(bob, room.id, idOf(eve))).rejects.toMatchObject(forbidden)
    await expect(removeMember(mia, room.id, idOf(max))).rejects.toMatchObject(forbidden)
    await expect(removeMember(mia, room.id, idOf(ana))).rejects.toMatchObject(forbidden)
    await expect(removeMember(guest, room.id, idOf(bob))).rejects.toMatchObject(notFound)
    await removeMember(mia, room.id, idOf(bob))
    await removeMember(ana, room.id, idOf(max))
    await expect(removeMember(ana, room.id, idOf(max)), 'gone already').rejects.toMatchObject(notFound)
    expect(await rolesIn(ana, room.id)).toEqual({ Ana: 'owner', Mia: 'moderator', Eve: 'member' })
  })

  test('two owners who remove each other leave one', async () => {
    const room = await createRoom(ana, {}, { member: [bob, eve] })
    await setRole(ana, room.id, idOf(bob), 'owner')
    await Promise.allSettled([removeMember(ana, room.id, idOf(bob)), removeMember(bob, room.id, idOf(ana))])
    expect(Object.values(await rolesIn(eve, room.id)).sort()).toEqual(['member', 'owner'])
  })
})

describe('leaving', () => {
  test('at the moment somebody joins leaves no room of people without an owner', async () => {
    for (let round = 0; round < 10; round++) {
      const room = await createRoom(ana)
      await Promise.allSettled([joinRoom(bob, room.id), leaveRoom(ana, room.id)])
      const { items } = await listMembers(bob, room.id, { limit: 50 })
      expect(items.map(({ role }) => role)).toContain('owner')
    }
  })

  test('a room one may see again, or not', async () => {
    const open = await createRoom(ana, {}, { member: [bob] })
    const secret = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
    await leaveRoom(bob, open.id)
    await leaveRoom(bob, secret.id)
    expect(await getRoom(bob, open.id)).toMatchObject({ role: null, memberCount: 1 })
    await expect(getRoom(bob, secret.id)).rejects.toMatchObject(notFound)
    await expect(leaveRoom(bob, open.id), 'once').rejects.toMatchObject(forbidden)
  })

  test('the last owner cannot leave people behind without one, nor two at once', async () => {
    const room = await createRoom(ana, {}, { member: [bob, eve] })
    await expect(leaveRoom(ana, room.id)).rejects.toMatchObject(conflict)
    await expect(removeMember(ana, room.id, idOf(ana)), 'by another door').rejects.toMatchObject(conflict)
    await setRole(ana, room.id, idOf(bob), 'owner')
    await Promise.allSettled([leaveRoom(ana, room.id), leaveRoom(bob, room.id)])
    expect(Object.values(await rolesIn(eve, room.id)).sort()).toEqual(['member', 'owner'])
  })

  test('an empty public room belongs to whoever joins it next', async () => {
    const room = await createRoom(ana)
    await leaveRoom(ana, room.id)
    expect(await joinRoom(bob, room.id)).toMatchObject({ role: 'owner', memberCount: 1 })
  })

  test('nobody abandons a private room: no one could come back', async () => {
    const room = await createRoom(ana, { visibility: 'private' })
    await expect(leaveRoom(ana, room.id)).rejects.toMatchObject(conflict)
  })
})
