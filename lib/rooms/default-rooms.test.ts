import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeAccount } from '#lib/accounts/password-links.ts'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { client, createRoom, createUser, say, signIn } from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld, type TestWorld } from '../../tests/world.ts'
import { endDefaultRoom, listDefaultRooms, setDefaultRoom } from './default-rooms.ts'
import { createInvite } from './invites.ts'
import { listRooms } from './list.ts'
import { changeRoom, deleteRoom } from './operations.ts'
import { registerInvited } from './registration.ts'

const at = '192.0.2.7'

async function staffed() {
  const world = await openWorld()
  return { world, ada: await createUser(world, 'Ada', 'admin') }
}

/** The rooms somebody new finds themselves in. */
async function newcomerIn(world: TestWorld, invite?: string) {
  const person = { email: `${randomUUID()}@example.org`, name: 'Mia', password, invite }
  const { user } = await registerInvited(world, person, client.address)
  return roomsOf(world, user.id)
}

async function roomsOf(world: TestWorld, userId: string) {
  const mia = await signIn(world, userId)
  const { items } = await listRooms(mia, { scope: 'joined', archived: false, limit: 100 })
  return items
}
const ids = (rooms: { id: string }[]) => rooms.map(({ id }) => id).sort()

test('everybody new is in them with nothing unread: who registers, who is invited, whose account is made', async () => {
  const { world, ada } = await staffed()
  const [hall, yard, other] = [await createRoom(ada), await createRoom(ada), await createRoom(ada)]
  await say(ada, hall)
  for (const { id } of [hall, yard]) await setDefaultRoom(ada, id, at)
  await setDefaultRoom(ada, hall.id, at)
  const found = await newcomerIn(world)
  expect(ids(found)).toEqual(ids([hall, yard]))
  expect(found.every(({ unreadCount, role }) => unreadCount === 0 && role === 'member')).toBe(true)
  const uses = { expiresInMs: 60_000, uses: 5 }
  const [intoHall, intoOther] = [
    await createInvite(ada, hall.id, uses),
    await createInvite(ada, other.id, uses),
  ]
  expect(ids(await newcomerIn(world, intoHall.token)), 'once, though invited too').toEqual(ids([hall, yard]))
  expect(ids(await newcomerIn(world, intoOther.token))).toEqual(ids([hall, yard, other]))
  const make = async (role: 'member' | 'guest') => {
    const email = `${randomUUID()}@example.org`
    return (await makeAccount(ada, { email, name: 'Made', role }, at)).id
  }
  expect(ids(await roomsOf(world, await make('member')))).toEqual(ids([hall, yard]))
  expect(await roomsOf(world, await make('guest')), 'guests are only where they were brought').toEqual([])

  await endDefaultRoom(ada, yard.id, at)
  await endDefaultRoom(ada, yard.id, at)
  expect(ids(await newcomerIn(world))).toEqual([hall.id])
  const { items } = await auditLog(ada, auditQuery.parse({ action: 'settings.changed' }))
  expect(items).toHaveLength(3)
})

test('newcomers who come at once and by links into these rooms wait for each other, and none for ever', async () => {
  const { world, ada } = await staffed()
  const rooms = await Promise.all([1, 2, 3].map(() => createRoom(ada)))
  for (const { id } of rooms) await setDefaultRoom(ada, id, at)
  const links = await Promise.all(
    rooms.map(({ id }) => createInvite(ada, id, { expiresInMs: 60_000, uses: 9 })),
  )
  const came = await Promise.all(
    [...links, ...links.toReversed()].map(({ token }) => newcomerIn(world, token)),
  )
  for (const found of came) expect(ids(found)).toEqual(ids(rooms))
  const { items } = await listRooms(ada, { scope: 'joined', archived: false, limit: 100 })
  expect(items.map(({ memberCount }) => memberCount)).toEqual([7, 7, 7])
})

test('a room that is archived, closed or deleted is none any more, also when it is opened again', async () => {
  const { world, ada } = await staffed()
  const [one, two, three] = [await createRoom(ada), await createRoom(ada), await createRoom(ada)]
  for (const { id } of [one, two, three]) await setDefaultRoom(ada, id, at)
  await changeRoom(ada, one.id, { isActive: false })
  await changeRoom(ada, two.id, { visibility: 'private' })
  await deleteRoom(ada, three.id)
  expect(await listDefaultRooms(ada)).toEqual({ items: [] })
  await expect(setDefaultRoom(ada, one.id, at)).rejects.toMatchObject({ code: 'conflict' })
  await expect(setDefaultRoom(ada, two.id, at)).rejects.toMatchObject({ code: 'conflict' })
  await expect(setDefaultRoom(ada, three.id, at)).rejects.toMatchObject({ code: 'not_found' })
  await changeRoom(ada, one.id, { isActive: true })
  expect(await newcomerIn(world)).toEqual([])
})

test('they are administrators’ to choose, of rooms they may see, and twenty at most', async () => {
  const { world, ada } = await staffed()
  const bob = await createUser(world, 'Bob')
  const room = await createRoom(bob)
  const secret = await createRoom(bob, { visibility: 'private' })
  for (const attempt of [
    () => listDefaultRooms(bob),
    () => setDefaultRoom(bob, room.id, at),
    () => endDefaultRoom(bob, room.id, at),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setDefaultRoom(ada, secret.id, at)).rejects.toMatchObject({ code: 'not_found' })
  for (let n = 0; n < 20; n++) await setDefaultRoom(ada, (await createRoom(bob)).id, at)
  await expect(setDefaultRoom(ada, room.id, at)).rejects.toMatchObject({ reason: 'rooms.manyDefaults' })
})
