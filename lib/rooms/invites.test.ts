import { expect, test } from 'vitest'
import { invites } from '#lib/db/schema.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { acceptInvite, createInvite } from './invites.ts'
import { removeMember } from './members.ts'
import { changeRoom, deleteRoom } from './operations.ts'
import { getRoom } from './queries.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const guest = await createUser(world, 'Guest', 'guest')
const week = { expiresInMs: 7 * 86_400_000, uses: 25 }
const notFound = { code: 'not_found' }

test('lets people into a private room, guests too, with nothing old unread', async () => {
  const room = await createRoom(ana, { visibility: 'private' })
  await say(ana, room)
  const { token, url } = await createInvite(ana, room.id, week)
  expect(url).toBe(`https://rooms.test/invite/${token}`)
  expect(await acceptInvite(bob, token)).toMatchObject({ id: room.id, role: 'member', unreadCount: 0 })
  expect(await acceptInvite(guest, token)).toMatchObject({ role: 'member', memberCount: 3 })
})

test('is good for its number of uses, also when many come at once', async () => {
  const room = await createRoom(ana)
  const people = await Promise.all(['A', 'B', 'C', 'D'].map((name) => createUser(world, name)))
  const { token } = await createInvite(ana, room.id, { ...week, uses: 2 })
  const outcomes = await Promise.allSettled(people.map((someone) => acceptInvite(someone, token)))
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(2)
  expect(await getRoom(ana, room.id)).toMatchObject({ memberCount: 3 })
})

test('whoever is in already uses nothing up, and keeps the role', async () => {
  const room = await createRoom(ana, {}, { moderator: [bob] })
  const { token } = await createInvite(ana, room.id, { ...week, uses: 1 })
  expect(await acceptInvite(ana, token)).toMatchObject({ role: 'owner' })
  expect(await acceptInvite(bob, token)).toMatchObject({ role: 'moderator' })
  expect(await acceptInvite(eve, token)).toMatchObject({ role: 'member' })
  await expect(acceptInvite(await createUser(world), token)).rejects.toMatchObject(notFound)
})

test('runs out, and ends with its room', async () => {
  const later = await openWorld()
  const [owner, newcomer] = [await createUser(later), await createUser(later)]
  const room = await createRoom(owner)
  const { token } = await createInvite(owner, room.id, { ...week, expiresInMs: 60_000 })
  later.pass(60_001)
  await expect(acceptInvite(newcomer, token)).rejects.toMatchObject(notFound)

  const other = await createInvite(owner, room.id, week)
  await deleteRoom(owner, room.id)
  await expect(acceptInvite(newcomer, other.token)).rejects.toMatchObject(notFound)
})

test('into a private room ends with a removal: who was removed may hold it', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { moderator: [bob] })
  const { token } = await createInvite(bob, room.id, week)
  await removeMember(ana, room.id, bob.viewer.userId)
  await expect(acceptInvite(bob, token)).rejects.toMatchObject(notFound)
  const fresh = await createInvite(ana, room.id, week)
  expect(await acceptInvite(bob, fresh.token)).toMatchObject({ role: 'member' })
})

test('does not lead into an archived room', async () => {
  const room = await createRoom(ana)
  const { token } = await createInvite(ana, room.id, week)
  await changeRoom(ana, room.id, { isActive: false })
  await expect(acceptInvite(eve, token)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(createInvite(ana, room.id, week)).rejects.toMatchObject({ code: 'forbidden' })
})

test('is made by members of a public room, by moderators of a private one, never by others', async () => {
  const open = await createRoom(ana, {}, { member: [bob] })
  const secret = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  const direct = await createRoom(ana, { visibility: 'direct', userIds: [bob.viewer.userId] })
  await expect(createInvite(bob, open.id, week)).resolves.toBeDefined()
  await expect(createInvite(bob, secret.id, week)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(createInvite(eve, secret.id, week)).rejects.toMatchObject(notFound)
  await expect(createInvite(bob, direct.id, week)).rejects.toMatchObject({ code: 'forbidden' })
})

test('its token is kept only as a hash', async () => {
  const room = await createRoom(ana)
  const { token } = await createInvite(ana, room.id, week)
  const rows = await world.db.read.select().from(invites)
  expect(JSON.stringify(rows)).not.toContain(token)
  const stored = rows.find((row) => row.roomId === room.id)?.tokenHash ?? ''
  await expect(acceptInvite(eve, stored), 'what a reader of the database has').rejects.toMatchObject(notFound)
})
