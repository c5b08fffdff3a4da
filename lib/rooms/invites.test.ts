import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { invites, users } from '#lib/db/schema.ts'
import { createRoom, createUser, type Someone, say } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { acceptInvite, createInvite, invitedTo, isGoodInvite } from './invites.ts'
import { addMember, joinRoom, leaveRoom, removeMember, setRole } from './members.ts'
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

test('is not for guests to make, nor may they add people, also in a public room they were brought into', async () => {
  const open = await createRoom(ana, {}, { member: [guest] })
  const forbidden = { code: 'forbidden' }
  await expect(createInvite(guest, open.id, week)).rejects.toMatchObject(forbidden)
  const added = addMember(guest, open.id, { userId: bob.viewer.userId, role: 'member' })
  await expect(added).rejects.toMatchObject(forbidden)
})

describe('ends with the right of whoever made it', () => {
  const idOf = ({ viewer }: Someone) => viewer.userId
  const invite = async (maker: Someone, room: { id: string }) =>
    (await createInvite(maker, room.id, week)).token
  /** By every way there is. */
  const expectOver = async (token: string) => {
    await expect(acceptInvite(eve, token)).rejects.toMatchObject(notFound)
    expect(await invitedTo(world, token)).toBeNull()
    expect(await isGoodInvite(world.db.read, token, world.now())).toBe(false)
  }
  const expectGood = async (token: string, room: { id: string; name: string }) => {
    expect(await invitedTo(world, token)).toMatchObject({ room: room.name })
    expect(await acceptInvite(await createUser(world), token)).toMatchObject({ id: room.id })
  }

  test('a moderator’s who is demoted, and raising them again does not bring it back', async () => {
    const room = await createRoom(ana, { visibility: 'private' }, { moderator: [bob] })
    const [bobs, anas] = [await invite(bob, room), await invite(ana, room)]
    await setRole(ana, room.id, idOf(bob), 'member')
    await expectOver(bobs)
    await setRole(ana, room.id, idOf(bob), 'owner')
    await expectOver(bobs)
    await expectGood(anas, room)
    await expectGood(await invite(bob, room), room)
  })

  test('not by a step down that leaves the right, in a public room or an archived one', async () => {
    const room = await createRoom(ana, {}, { moderator: [bob] })
    const token = await invite(bob, room)
    await setRole(ana, room.id, idOf(bob), 'member')
    await expectGood(token, room)
    const shelf = await createRoom(ana, { visibility: 'private' }, { moderator: [bob] })
    const kept = await invite(bob, shelf)
    await changeRoom(ana, shelf.id, { isActive: false })
    await setRole(ana, shelf.id, idOf(bob), 'owner')
    expect(await invitedTo(world, kept), 'while archived').toBeNull()
    await changeRoom(ana, shelf.id, { isActive: true })
    await expectGood(kept, shelf)
  })

  test.each(['public', 'private'] as const)('who leaves a %s room, and comes back', async (visibility) => {
    const room = await createRoom(ana, { visibility }, { moderator: [bob] })
    const [bobs, anas] = [await invite(bob, room), await invite(ana, room)]
    await leaveRoom(bob, room.id)
    await expectOver(bobs)
    await addMember(ana, room.id, { userId: idOf(bob), role: 'moderator' })
    await expectOver(bobs)
    await expectGood(anas, room)
  })

  test('who is removed from a public room; those of others stay', async () => {
    const room = await createRoom(ana, {}, { member: [bob] })
    const [bobs, anas] = [await invite(bob, room), await invite(ana, room)]
    await removeMember(ana, room.id, idOf(bob))
    await joinRoom(bob, room.id)
    await expectOver(bobs)
    await expectGood(anas, room)
  })

  test('whose account is gone, or is a guest’s now', async () => {
    const [max, kim] = [await createUser(world, 'Max'), await createUser(world, 'Kim')]
    const room = await createRoom(ana, {}, { member: [max, kim] })
    const [maxs, kims] = [await invite(max, room), await invite(kim, room)]
    await world.db.write((tx) =>
      tx
        .update(users)
        .set({ role: 'guest' })
        .where(eq(users.id, idOf(max))),
    )
    await world.db.write((tx) => tx.delete(users).where(eq(users.id, idOf(kim))))
    await expectOver(maxs)
    await expectOver(kims)
  })

  test('made while the room was public, it lets nobody into the private one, nor after that', async () => {
    const room = await createRoom(ana, { name: 'Barn' }, { member: [bob] })
    const tokens = [await invite(bob, room), await invite(ana, room)]
    await changeRoom(ana, room.id, { visibility: 'private' })
    for (const token of tokens) await expectOver(token)
    await changeRoom(ana, room.id, { visibility: 'public' })
    for (const token of tokens) await expectOver(token)
    const fresh = await invite(bob, room)
    await changeRoom(ana, room.id, { name: 'Barn', visibility: 'public' })
    await expectGood(fresh, room)
  })

  test('at the moment it is made: none slips past the change, whoever made it becomes', async () => {
    for (let round = 0; round < 10; round++) {
      const room = await createRoom(ana, {}, { member: [bob] })
      const [made] = await Promise.allSettled([
        invite(bob, room),
        changeRoom(ana, room.id, { visibility: 'private' }),
      ])
      await setRole(ana, room.id, idOf(bob), 'moderator')
      if (made.status === 'fulfilled') await expectOver(made.value)
      else expect(made.reason).toMatchObject({ code: 'forbidden' })
    }
  })

  test('used while it ends, it lets in or not, and both are done', async () => {
    for (let round = 0; round < 10; round++) {
      const room = await createRoom(ana, { visibility: 'private' }, { moderator: [bob] })
      const [token, max] = [await invite(bob, room), await createUser(world, 'Max')]
      const [entered, removed] = await Promise.allSettled([
        acceptInvite(max, token),
        removeMember(ana, room.id, idOf(bob)),
      ])
      expect(removed.status).toBe('fulfilled')
      if (entered.status === 'rejected') expect(entered.reason).toMatchObject(notFound)
      await expectOver(token)
    }
  })
})

test('its token is kept only as a hash', async () => {
  const room = await createRoom(ana)
  const { token } = await createInvite(ana, room.id, week)
  const rows = await world.db.read.select().from(invites)
  expect(JSON.stringify(rows)).not.toContain(token)
  const stored = rows.find((row) => row.roomId === room.id)?.tokenHash ?? ''
  await expect(acceptInvite(eve, stored), 'what a reader of the database has').rejects.toMatchObject(notFound)
})
