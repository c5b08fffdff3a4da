import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeAccount } from '#lib/accounts/administration.ts'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { files, memberships } from '#lib/db/schema.ts'
import { fillRoomsOfFiles } from '#lib/files/fill-rooms.ts'
import { upload } from '#lib/files/upload.ts'
import { renewGuestLink } from '#lib/guests/links.ts'
import { visit } from '#lib/guests/visits.ts'
import { remove } from '#lib/messages/operations.ts'
import { post } from '#lib/messages/post.ts'
import { history } from '#lib/messages/queries.ts'
import { client, createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { incoming } from '../../tests/forms.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAnyRoom, deleteAnyRoom, enterAnyRoom } from './administration.ts'
import { allRooms, anyRoomOf, membersOfAny } from './all-rooms.ts'
import { muteMember } from './muting.ts'
import { getRoom } from './queries.ts'
import { anyRoomQuery } from './schema.ts'

const place = '192.0.2.7'
const idOf = ({ viewer }: Someone) => viewer.userId
const all = async (admin: Someone, query = {}) => allRooms(admin, anyRoomQuery.parse(query))
const names = async (admin: Someone, query = {}) => (await all(admin, query)).items.map(({ name }) => name)
const log = async (admin: Someone) => (await auditLog(admin, auditQuery.parse({}))).items
const events = async (member: Someone, room: { id: string }) =>
  (await history(member, room.id, { limit: 50 })).items.flatMap(({ event }) => event ?? [])

async function staffed() {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  const bob = await createUser(world, 'Bob')
  const cleo = await createUser(world, 'Cleo')
  const room = await createRoom(bob, { name: 'Cellar', visibility: 'private' }, { member: [cleo] })
  return { world, ada, bob, cleo, room }
}

async function sendFile(author: Someone, room: { id: string }, bytes: number) {
  const file = await upload(author, incoming('a.txt', 'a'.repeat(bytes)))
  return post(author, room.id, { clientId: crypto.randomUUID(), content: '', attachmentIds: [file.id] })
}

test.each(['guest', 'bot', 'member'] as const)('nothing here is for a %s, owners included', async (role) => {
  const { world, ada, bob, cleo, room } = await staffed()
  const eve = role === 'member' ? bob : await createUser(world, 'Eve', role)
  for (const attempt of [
    () => all(eve),
    () => anyRoomOf(eve, room.id),
    () => membersOfAny(eve, room.id, { limit: 50 }),
    () => changeAnyRoom(eve, room.id, { isActive: false }, place),
    () => changeAnyRoom(eve, room.id, { ownerId: idOf(cleo) }, place),
    () => enterAnyRoom(eve, room.id, place),
    () => deleteAnyRoom(eve, room.id, place),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  expect(await log(ada)).toEqual([])
  expect(await anyRoomOf(ada, room.id)).toMatchObject({ isActive: true, owner: { id: idOf(bob) } })
})

test('whoever is demoted at the same moment has nothing to say any more', async () => {
  const { world, ada, room } = await staffed()
  const dan = await createUser(world, 'Dan', 'admin')
  await changeAccount(ada, idOf(dan), { role: 'member' }, place)
  for (const attempt of [
    () => enterAnyRoom(dan, room.id, place),
    () => deleteAnyRoom(dan, room.id, place),
    () => changeAnyRoom(dan, room.id, { isActive: false }, place),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  const [first] = await log(ada)
  expect(first).toMatchObject({ action: 'user.role_changed' })
})

test('every room is there by what it takes, and of a direct one nothing says whose it is', async () => {
  const { ada, bob, cleo, room } = await staffed()
  const direct = await createRoom(bob, { visibility: 'direct', userIds: [idOf(cleo)] })
  await say(bob, direct, 'Between us')
  await say(cleo, room)
  await sendFile(bob, room, 300)
  expect((await all(ada)).items).toEqual([
    expect.objectContaining({ id: direct.id, name: '', owner: null, visibility: 'direct', messageCount: 1 }),
    expect.objectContaining({
      ...{ id: room.id, name: 'Cellar', memberCount: 2, messageCount: 2, storageBytes: 300, joined: false },
      owner: { id: idOf(bob), name: 'Bob', avatarUrl: null },
    }),
  ])
  expect(JSON.stringify((await all(ada, { kind: 'direct' })).items)).not.toContain(idOf(cleo))
  expect(await names(ada, { kind: 'named' })).toEqual(['Cellar'])
  await expect(getRoom(ada, room.id), 'to know of it is not to be in it').rejects.toMatchObject({
    code: 'not_found',
  })
})

test('files count for their room while a message has them, also those from before this was noted', async () => {
  const { world, ada, bob, room } = await staffed()
  const bytes = async () => (await anyRoomOf(ada, room.id)).storageBytes
  const { message } = await sendFile(bob, room, 200)
  await sendFile(bob, room, 50)
  expect(await bytes()).toBe(250)
  await world.db.write((tx) => tx.update(files).set({ roomId: null }))
  expect(await bytes()).toBe(0)
  await fillRoomsOfFiles(world.db)
  expect(await bytes()).toBe(250)
  await remove(bob, { roomId: room.id, messageId: message.id })
  expect(await bytes()).toBe(50)
})

test('the list is sorted, narrowed and turned over without losing or repeating a room', async () => {
  const { ada, bob, cleo, room } = await staffed()
  const garden = await createRoom(bob, { name: 'Gärten' }, { member: [cleo] })
  await createRoom(cleo, { name: 'Attic' })
  await sendFile(bob, garden, 90)
  await sendFile(bob, room, 30)
  await say(cleo, room)
  expect(await names(ada, { query: 'gart' })).toEqual(['Gärten'])
  expect(await names(ada, { query: '%' })).toEqual([])
  const expected = {
    name: ['Attic', 'Cellar', 'Gärten'],
    storageBytes: ['Attic', 'Cellar', 'Gärten'],
    messageCount: ['Attic', 'Gärten', 'Cellar'],
    lastMessageAt: ['Attic', 'Gärten', 'Cellar'],
  }
  for (const [sort, inOrder] of Object.entries(expected))
    for (const order of ['asc', 'desc'] as const) {
      const found: string[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await all(ada, { sort, order, limit: 1, ...(cursor && { cursor }) })
        found.push(...page.items.map(({ name }) => name))
        cursor = page.nextCursor
      }
      expect(found, `${sort} ${order}`).toEqual(order === 'asc' ? inOrder : inOrder.toReversed())
    }
  await expect(all(ada, { sort: 'name', cursor: 'WzFd' })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('whoever enters is told of inside, archived or silent as the room may be, and in the log; once', async () => {
  const { world, ada, cleo, room } = await staffed()
  await changeAnyRoom(ada, room.id, { isActive: false }, place)
  await enterAnyRoom(ada, room.id, place)
  world.forget()
  await enterAnyRoom(ada, room.id, place)
  expect(world.heard).toEqual([])
  expect(await events(cleo, room)).toEqual([{ what: 'administrator.entered', userId: idOf(ada) }])
  expect(await getRoom(ada, room.id)).toMatchObject({ role: 'member' })
  const entered = (await log(ada)).filter(({ action }) => action === 'room.entered')
  expect(entered).toMatchObject([{ target: { kind: 'room', id: room.id, name: 'Cellar' }, address: place }])
})

test('a direct room is left to its people', async () => {
  const { ada, bob, cleo } = await staffed()
  const direct = await createRoom(bob, { visibility: 'direct', userIds: [idOf(cleo)] })
  for (const attempt of [
    () => enterAnyRoom(ada, direct.id, place),
    () => changeAnyRoom(ada, direct.id, { isActive: false }, place),
    () => changeAnyRoom(ada, direct.id, { ownerId: idOf(cleo) }, place),
    () => deleteAnyRoom(ada, direct.id, place),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden', reason: 'rooms.directIsTheirs' })
  await expect(membersOfAny(ada, direct.id, { limit: 50 })).rejects.toMatchObject({ code: 'not_found' })
  expect(await log(ada)).toEqual([])
})

test('handed over, a room has one owner, a member who is here; who owned it moderates it', async () => {
  const { world, ada, bob, cleo, room } = await staffed()
  const eve = await createUser(world, 'Eve')
  await expect(changeAnyRoom(ada, room.id, { ownerId: idOf(eve) }, place)).rejects.toMatchObject({
    code: 'not_found',
  })
  world.forget()
  await changeAnyRoom(ada, room.id, { ownerId: idOf(cleo) }, place)
  await changeAnyRoom(ada, room.id, { ownerId: idOf(cleo) }, place)
  expect(await anyRoomOf(ada, room.id)).toMatchObject({ owner: { name: 'Cleo' } })
  const { items } = await membersOfAny(ada, room.id, { limit: 50 })
  expect(items.map(({ name, role }) => [name, role])).toEqual([
    ['Bob', 'moderator'],
    ['Cleo', 'owner'],
  ])
  expect(world.heardOf('member:changed').map(({ payload }) => payload)).toContainEqual(
    expect.objectContaining({ userId: idOf(bob), role: 'moderator' }),
  )
  expect(await log(ada)).toMatchObject([{ action: 'room.handed_over', detail: { to: 'Cleo' } }])
  await changeAccount(ada, idOf(cleo), { state: 'deactivated' }, place)
  expect(await anyRoomOf(ada, room.id), 'nobody who is gone looks after it').toMatchObject({ owner: null })
  await expect(changeAnyRoom(ada, room.id, { ownerId: idOf(cleo) }, place)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('archived, restored, deleted: each is in the log, and a second time changes nothing', async () => {
  const { world, ada, bob, room } = await staffed()
  for (const isActive of [false, false, true]) await changeAnyRoom(ada, room.id, { isActive }, place)
  world.forget()
  await deleteAnyRoom(ada, room.id, place)
  expect(world.heardOf('room:removed')).toHaveLength(1)
  await expect(deleteAnyRoom(ada, room.id, place)).rejects.toMatchObject({ code: 'not_found' })
  await expect(getRoom(bob, room.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await log(ada)).map(({ action }) => action).toReversed()).toEqual([
    'room.archived',
    'room.restored',
    'room.deleted',
  ])
  await world.work()
  const left = await world.db.read
    .select()
    .from(memberships)
    .where(and(eq(memberships.roomId, room.id)))
  expect(left).toEqual([])
})

test('a name that another public room took meanwhile is not taken back', async () => {
  const { ada, bob, cleo } = await staffed()
  const garden = await createRoom(bob, { name: 'Garden' })
  await changeAnyRoom(ada, garden.id, { isActive: false }, place)
  await createRoom(cleo, { name: 'Garden' })
  await expect(changeAnyRoom(ada, garden.id, { isActive: true }, place)).rejects.toMatchObject({
    reason: 'rooms.nameTaken',
  })
})

test('an entry and a demotion at the same moment: either came first, and what is told is true', async () => {
  const { world, ada, bob, room } = await staffed()
  const dan = await createUser(world, 'Dan', 'admin')
  const [, entered] = await Promise.allSettled([
    changeAccount(ada, idOf(dan), { role: 'member' }, place),
    enterAnyRoom(dan, room.id, place),
  ])
  const isIn = (await membersOfAny(ada, room.id, { limit: 50 })).items.some(({ name }) => name === 'Dan')
  const isTold = (await events(bob, room)).some(({ what }) => what === 'administrator.entered')
  const isLogged = (await log(ada)).some(({ action }) => action === 'room.entered')
  const came = entered.status === 'fulfilled'
  expect([isIn, isTold, isLogged]).toEqual([came, came, came])
})

test('a room is handed over to nobody who came by its guest link', async () => {
  const { world, ada, bob, room } = await staffed()
  const { url } = await renewGuestLink(bob, room.id, { expiresInMs: 86_400_000 })
  const entry = { token: url.split('/').at(-1) ?? '', name: 'Gus' }
  const { user } = await visit(world, entry, client, 'browser')
  await expect(changeAnyRoom(ada, room.id, { ownerId: user.id }, place)).rejects.toMatchObject({
    reason: 'rooms.guestStaysMember',
  })
  expect(await anyRoomOf(ada, room.id)).toMatchObject({ owner: { id: idOf(bob) } })
})

test('whoever a room is handed over to may write in it', async () => {
  const { ada, bob, cleo, room } = await staffed()
  await muteMember(bob, room.id, idOf(cleo), { forMs: 3_600_000 })
  await changeAnyRoom(ada, room.id, { ownerId: idOf(cleo) }, place)
  await expect(say(cleo, room)).resolves.toMatchObject({ author: { name: 'Cleo' } })
})
