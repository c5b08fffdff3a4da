import { expect, test } from 'vitest'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { acceptInvite, createInvite, invitedTo } from './invites.ts'
import { endInvite, listInvites } from './live-invites.ts'
import { joinRoom, leaveRoom, removeMember } from './members.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const eve = await createUser(world, 'Eve')
const week = { expiresInMs: 7 * 86_400_000, uses: 3 }
const forbidden = { code: 'forbidden' }
const links = async (someone: Someone, roomId: string) =>
  (await listInvites(someone, roomId, { limit: 50 })).items

test('the links of a room tell who made them, and what is left of them', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  const his = await createInvite(bob, room.id, week)
  world.pass(1)
  const hers = await createInvite(ana, room.id, { ...week, uses: 1 })
  expect(await links(bob, room.id)).toMatchObject([
    { id: hers.id, creator: { name: 'Ana' }, usesLeft: 1 },
    { id: his.id, creator: { name: 'Bob' }, usesLeft: 3, expiresAt: his.expiresAt },
  ])
  expect(JSON.stringify(await links(bob, room.id)), 'none can be read from the list').not.toContain(
    hers.token,
  )
  world.forget()
  await acceptInvite(eve, hers.token)
  expect(await links(ana, room.id), 'used up').toMatchObject([{ id: his.id }])
  expect(world.heardOf('invites:changed')).toMatchObject([{ audience: { watchers: room.id } }])
  const [first] = (await listInvites(ana, room.id, { limit: 1 })).items
  expect(first?.id).toBe(his.id)
})

test('pages follow one another, also of links made in the same moment', async () => {
  const room = await createRoom(ana)
  const made = await Promise.all([1, 2, 3].map(() => createInvite(ana, room.id, week)))
  const found: string[] = []
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page = await listInvites(ana, room.id, { limit: 1, ...(cursor && { cursor }) })
    found.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect(found.sort()).toEqual(made.map(({ id }) => id).sort())
})

test('a link is ended by whoever made it and by moderators, and by nobody else', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  await joinRoom(eve, room.id)
  const { id, token } = await createInvite(bob, room.id, week)
  await expect(endInvite(eve, room.id, id)).rejects.toMatchObject(forbidden)
  const other = await createRoom(eve)
  await expect(endInvite(eve, other.id, id), 'by way of another room').rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await invitedTo(world, token)).toEqual({ room: 'Garden', by: 'Bob' })
  world.forget()
  await endInvite(bob, room.id, id)
  expect(world.heardOf('invites:changed')).toHaveLength(1)
  expect(await invitedTo(world, token)).toBeNull()
  expect(await links(ana, room.id)).toEqual([])
  const second = await createInvite(bob, room.id, week)
  await endInvite(ana, room.id, second.id)
  await expect(acceptInvite(await createUser(world), second.token)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('of a private room only those see links who may make them, and nobody who left', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { moderator: [bob], member: [eve] })
  await createInvite(bob, room.id, week)
  expect(await links(ana, room.id)).toHaveLength(1)
  await expect(links(eve, room.id)).rejects.toMatchObject(forbidden)
  await leaveRoom(bob, room.id)
  await expect(links(bob, room.id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await links(ana, room.id), 'they went with whoever made them').toEqual([])
  await createInvite(ana, room.id, week)
  world.forget()
  await removeMember(ana, room.id, eve.viewer.userId)
  expect(await links(ana, room.id), 'a removal ends the links into a private room').toEqual([])
  expect(world.heardOf('invites:changed')).toHaveLength(1)
})
