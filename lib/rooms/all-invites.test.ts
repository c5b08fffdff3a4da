import { expect, test } from 'vitest'
import { changeAccount } from '#lib/accounts/administration.ts'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAnyRoom } from './administration.ts'
import { allInvites, endAllInvitesOf, endAnyInvite } from './all-invites.ts'
import { acceptInvite, createInvite } from './invites.ts'
import { anyInviteQuery, newInvite } from './schema.ts'

const place = '192.0.2.7'
const link = (maker: Someone, room: { id: string }, uses = 25) =>
  createInvite(maker, room.id, newInvite.parse({ uses }))
const all = async (admin: Someone, query = {}) =>
  (await allInvites(admin, anyInviteQuery.parse(query))).items.map(({ room, creator, usesLeft }) => [
    room.name,
    creator.name,
    usesLeft,
  ])

async function invited() {
  const world = await openWorld()
  const ada = await createUser(world, 'Ada', 'admin')
  const bob = await createUser(world, 'Bob')
  const cleo = await createUser(world, 'Cleo')
  const cellar = await createRoom(bob, { name: 'Cellar', visibility: 'private' })
  const attic = await createRoom(cleo, { name: 'Attic' }, { member: [bob] })
  return { world, ada, bob, cleo, cellar, attic }
}

test('only links that let somebody in are told, the newest first, and never the link itself', async () => {
  const { world, ada, bob, cleo, cellar, attic } = await invited()
  const first = await link(bob, cellar, 2)
  world.pass(1000)
  await link(bob, attic)
  world.pass(1000)
  const spent = await link(cleo, attic, 1)
  await acceptInvite(await createUser(world), spent.token)
  expect(await all(ada)).toEqual([
    ['Attic', 'Bob', 25],
    ['Cellar', 'Bob', 2],
  ])
  expect(await all(ada, { query: 'cell' })).toEqual([['Cellar', 'Bob', 2]])
  expect(await all(ada, { query: 'BO' })).toHaveLength(2)
  expect(JSON.stringify(await allInvites(ada, anyInviteQuery.parse({})))).not.toContain(first.token)
  const { nextCursor, items } = await allInvites(ada, anyInviteQuery.parse({ limit: 1 }))
  expect(items).toHaveLength(1)
  expect(await all(ada, { limit: 1, cursor: nextCursor })).toEqual([['Cellar', 'Bob', 2]])
  await changeAnyRoom(ada, cellar.id, { isActive: false }, place)
  expect(await all(ada), 'nobody comes into an archived room').toEqual([['Attic', 'Bob', 25]])
  await changeAccount(ada, bob.viewer.userId, { state: 'deactivated' }, place)
  expect(await all(ada)).toEqual([])
})

test('ended, a link opens nothing; all of one maker end together; both are in the log, once', async () => {
  const { ada, bob, cleo, cellar, attic } = await invited()
  const own = await link(cleo, attic)
  const [one, two, three] = [await link(bob, cellar), await link(bob, cellar), await link(bob, attic)]
  for (const _ of [1, 2]) await endAnyInvite(ada, one.id, place)
  await expect(acceptInvite(cleo, one.token)).rejects.toMatchObject({ code: 'not_found' })
  for (const _ of [1, 2]) await endAllInvitesOf(ada, bob.viewer.userId, place)
  for (const { token } of [two, three])
    await expect(acceptInvite(ada, token)).rejects.toMatchObject({ code: 'not_found' })
  await expect(acceptInvite(ada, own.token)).resolves.toMatchObject({ id: attic.id })
  expect((await auditLog(ada, auditQuery.parse({}))).items).toMatchObject([
    { action: 'invites.ended', target: { kind: 'user', name: 'Bob' }, detail: { links: '2' } },
    { action: 'invite.ended', target: { kind: 'room', name: 'Cellar' }, detail: { maker: 'Bob' } },
  ])
  await expect(endAnyInvite(ada, 'nothing', place)).rejects.toMatchObject({ code: 'not_found' })
})

test('nothing of it is for others, nor for whoever is no administrator any more', async () => {
  const { world, ada, bob, cellar } = await invited()
  const { id } = await link(bob, cellar)
  const dan = await createUser(world, 'Dan', 'admin')
  await changeAccount(ada, dan.viewer.userId, { role: 'member' }, place)
  await expect(allInvites(bob, anyInviteQuery.parse({}))).rejects.toMatchObject({ code: 'forbidden' })
  for (const who of [bob, dan]) {
    await expect(endAnyInvite(who, id, place)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(endAllInvitesOf(who, bob.viewer.userId, place)).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await all(ada)).toHaveLength(1)
})
