import { describe, expect, test } from 'vitest'
import { changeSettings } from '#lib/accounts/change-settings.ts'
import { history } from '#lib/messages/queries.ts'
import { historyQuery } from '#lib/messages/schema.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { leaveRoom } from './members.ts'
import { changeRoom, createRoom as create, deleteRoom } from './operations.ts'
import { getRoom, listMembers } from './queries.ts'
import { newRoom } from './schema.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const guest = await createUser(world, 'Guest', 'guest')
const garden = { name: 'Garden', description: '', type: 'chat', visibility: 'public' } as const
const direct = (...userIds: string[]) => ({ visibility: 'direct' as const, type: 'chat' as const, userIds })
const withPeople = (...people: Someone[]) => direct(...people.map(({ viewer }) => viewer.userId))
const forbidden = { code: 'forbidden' }
const notFound = { code: 'not_found' }

describe('create', () => {
  test('makes its creator the owner', async () => {
    const room = await create(ana, { ...garden, description: 'Plants', type: 'video' })
    expect(room).toMatchObject({
      name: 'Garden',
      description: 'Plants',
      type: 'video',
      visibility: 'public',
      creator: { id: ana.viewer.userId, name: 'Ana' },
      isActive: true,
      role: 'owner',
      lastSeq: 0,
      revision: 0,
      unreadCount: 0,
      memberCount: 1,
      callParticipantCount: 0,
    })
  })

  test('is not for guests', async () => {
    await expect(create(guest, garden)).rejects.toMatchObject(forbidden)
    await expect(create(guest, withPeople(ana))).rejects.toMatchObject(forbidden)
  })
})

describe('a direct room', () => {
  test('is one for each set of people, whoever opens it, also at once', async () => {
    const [first, second] = await Promise.all([create(ana, withPeople(bob)), create(bob, withPeople(ana))])
    expect(second.id).toBe(first.id)
    expect((await create(ana, withPeople(bob, ana, bob))).id).toBe(first.id)
    expect((await create(ana, withPeople(bob, eve))).id).not.toBe(first.id)
    expect(first).toMatchObject({ name: '', visibility: 'direct', memberCount: 2 })
  })

  test('is unknown to others, and nobody can change, delete or enlarge it', async () => {
    const room = await create(ana, withPeople(bob))
    await expect(getRoom(eve, room.id)).rejects.toMatchObject(notFound)
    await expect(changeRoom(ana, room.id, { name: 'Ours' })).rejects.toMatchObject(forbidden)
    await expect(changeRoom(ana, room.id, { visibility: 'public' })).rejects.toMatchObject(forbidden)
    await expect(deleteRoom(ana, room.id)).rejects.toMatchObject(forbidden)
  })

  test('takes back who had left it, and tells them and the other', async () => {
    const room = await create(ana, withPeople(bob))
    await leaveRoom(bob, room.id)
    world.forget()
    await create(ana, withPeople(bob))
    expect(world.heardOf('member:changed')).toMatchObject([
      { audience: { watchers: room.id }, payload: { userId: bob.viewer.userId, change: 'joined' } },
    ])
    expect(world.heardOf('room:changed')).toMatchObject([{ audience: { people: [bob.viewer.userId] } }])
  })

  test('needs somebody else, somebody who exists, and at most eight', async () => {
    await expect(create(ana, withPeople(ana))).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(create(ana, direct('nobody'))).rejects.toMatchObject(notFound)
    await expect(create(ana, direct(...'abcdefgh'))).rejects.toMatchObject({ code: 'invalid_input' })
    const seven: Someone[] = []
    for (let at = 0; at < 7; at++) seven.push(await createUser(world))
    const asked = newRoom.parse(withPeople(ana, ...seven))
    await expect(create(ana, asked), 'oneself named too').resolves.toMatchObject({ memberCount: 8 })
  })
})

describe('change', () => {
  test('is for owners, and tells the members', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    world.forget()
    const changed = await changeRoom(ana, room.id, { name: 'Orchard', description: 'Trees' })
    expect(changed).toMatchObject({ name: 'Orchard', description: 'Trees', visibility: 'public' })
    expect(world.heardOf('room:changed')).toMatchObject([
      { audience: { members: room.id }, payload: { name: 'Orchard' } },
    ])
    expect(world.heardOf('room:changed')[0]?.payload).not.toHaveProperty('lastReadSeq')
  })

  test('is not for members, moderators, strangers and admins', async () => {
    const admin = await createUser(world, 'Admin', 'admin')
    const room = await createRoom(ana, {}, { moderator: [bob], member: [admin] })
    world.forget()
    for (const someone of [bob, admin, eve])
      await expect(changeRoom(someone, room.id, { isActive: false })).rejects.toMatchObject(forbidden)
    expect(await getRoom(ana, room.id)).toMatchObject({ isActive: true })
    expect(world.heard).toEqual([])
  })

  test('to private hides the room from those outside', async () => {
    const room = await createRoom(ana)
    expect(await getRoom(eve, room.id)).toMatchObject({ role: null })
    await changeRoom(ana, room.id, { visibility: 'private' })
    await expect(getRoom(eve, room.id)).rejects.toMatchObject(notFound)
  })

  test('archives, and brings back', async () => {
    const room = await createRoom(ana, { name: 'Barn' }, { member: [bob] })
    await say(bob, room, 'before')
    expect(await changeRoom(ana, room.id, { isActive: false })).toMatchObject({ isActive: false })
    await expect(say(bob, room, 'while')).rejects.toMatchObject(forbidden)
    expect((await history(bob, room.id, historyQuery.parse({}))).items).toHaveLength(1)
    await changeRoom(ana, room.id, { isActive: true })
    expect(await say(bob, room, 'after')).toMatchObject({ seq: 2 })
  })
})

describe('delete', () => {
  test('removes the room with its history, and tells who was in it', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    await say(bob, room)
    world.forget()
    await deleteRoom(ana, room.id)
    for (const someone of [ana, bob]) await expect(getRoom(someone, room.id)).rejects.toMatchObject(notFound)
    const people = expect.arrayContaining([ana.viewer.userId, bob.viewer.userId])
    expect(world.heardOf('room:removed')).toMatchObject([
      { audience: { people }, payload: { roomId: room.id, reason: 'deleted' } },
    ])
  })

  test('is for owners, and for admins who are in it', async () => {
    const admin = await createUser(world, 'Admin', 'admin')
    const room = await createRoom(ana, { visibility: 'private' }, { moderator: [bob] })
    await expect(deleteRoom(bob, room.id)).rejects.toMatchObject(forbidden)
    await expect(deleteRoom(eve, room.id)).rejects.toMatchObject(notFound)
    await expect(deleteRoom(admin, room.id), 'admins do not see into private rooms').rejects.toMatchObject(
      notFound,
    )
    const theirs = await createRoom(ana, { visibility: 'private' }, { member: [admin] })
    await deleteRoom(admin, theirs.id)
    await expect(getRoom(ana, theirs.id)).rejects.toMatchObject(notFound)
  })
})

test.each(['private', 'direct'] as const)(
  'a %s room does not exist for those outside',
  async (visibility) => {
    const room = await createRoom(
      ana,
      visibility === 'direct' ? { visibility, userIds: [bob.viewer.userId] } : { visibility },
    )
    const asked = [
      getRoom(eve, room.id),
      listMembers(eve, room.id, { limit: 50 }),
      changeRoom(eve, room.id, {}),
      deleteRoom(eve, room.id),
      history(eve, room.id, historyQuery.parse({})),
      say(eve, room),
    ]
    const told = await Promise.all(asked.map((one) => one.catch((error) => `${error.code} ${error.message}`)))
    const nothing = await getRoom(eve, 'no-such-room').catch((error) => `${error.code} ${error.message}`)
    expect(new Set(told)).toEqual(new Set([nothing]))
  },
)

test('a guest sees only rooms they were invited to', async () => {
  const open = await createRoom(ana)
  const theirs = await createRoom(ana, {}, { member: [guest] })
  await expect(getRoom(guest, open.id)).rejects.toMatchObject(notFound)
  expect(await getRoom(guest, theirs.id)).toMatchObject({ role: 'member' })
})

test('where administrators alone make rooms, others speak in direct ones', async () => {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  const bob = await createUser(world, 'Bob')
  await changeSettings(ada, { roomCreation: 'admins' }, '')
  for (const visibility of ['public', 'private'] as const)
    await expect(createRoom(bob, { visibility })).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'rooms.createByAdministrators',
    })
  await createRoom(bob, { visibility: 'direct', userIds: [ada.viewer.userId] })
  await createRoom(ada)
  await changeSettings(ada, { roomCreation: 'members' }, '')
  await createRoom(bob)
})
