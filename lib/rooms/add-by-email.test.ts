import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '#lib/db/schema.ts'
import { createRoom, createUser, type Someone } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { addByEmail } from './add-by-email.ts'
import { banPerson } from './bans.ts'
import { listMembers } from './queries.ts'
import { newMembers } from './schema.ts'

const world = await openWorld()
const named = async (name: string) => {
  const who = await createUser(world, name)
  const [row] = await world.db.read.select().from(users).where(eq(users.id, who.viewer.userId))
  return { who, email: row?.email ?? '' }
}
const ana = await createUser(world, 'Ana')
const [bob, eve, mia, gone] = [
  await named('Bob'),
  await named('Eve'),
  await named('Mia'),
  await named('Gone'),
]
await world.db.write((tx) =>
  tx.update(users).set({ deactivatedAt: 1 }).where(eq(users.id, gone.who.viewer.userId)),
)
const add = (who: Someone, room: { id: string }, ...addresses: string[]) =>
  addByEmail(who, room.id, newMembers.parse({ addresses }).addresses)
const forbidden = { code: 'forbidden' }

test('who has an account is in, and of each address it is told what became of it', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [eve.who, mia.who] })
  await banPerson(ana, room.id, { userId: mia.who.viewer.userId })
  world.forget()
  const { items } = await add(
    ana,
    room,
    ` ${bob.email.toUpperCase()} `,
    eve.email,
    mia.email,
    gone.email,
    'nobody@example.org',
    bob.email,
  )
  expect(items.map(({ outcome, person }) => [outcome, person?.name])).toEqual([
    ['added', 'Bob'],
    ['isHere', 'Eve'],
    ['banned', 'Mia'],
    ['unknown', undefined],
    ['unknown', undefined],
  ])
  expect(items.at(-1)?.address).toBe('nobody@example.org')
  expect(world.heardOf('room:added').map(({ audience }) => audience)).toEqual([
    { people: [bob.who.viewer.userId] },
  ])
  const { items: members } = await listMembers(ana, room.id, { limit: 50 })
  expect(members.map(({ name, role }) => [name, role])).toEqual(
    expect.arrayContaining([
      ['Bob', 'member'],
      ['Eve', 'member'],
    ]),
  )
  expect(members).toHaveLength(3)
})

test('only who may add people learns anything', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [eve.who] })
  await expect(add(eve.who, room, bob.email)).rejects.toMatchObject(forbidden)
  await expect(add(bob.who, room, bob.email)).rejects.toMatchObject({ code: 'not_found' })
  const guest = await createUser(world, 'Guest', 'guest')
  const open = await createRoom(ana, {}, { moderator: [guest] })
  await expect(add(guest, open, bob.email)).rejects.toMatchObject(forbidden)
  const direct = await createRoom(ana, {})
  await expect(add(bob.who, direct, bob.email)).rejects.toMatchObject(forbidden)
})

test('addresses that are tried are counted, and at most two hundred are taken', async () => {
  const strict = await openWorld({ LIMIT_ADDITIONS_PER_10MIN: '3' })
  const one = await createUser(strict, 'One')
  const room = await createRoom(one)
  await add(one, room, 'a@example.org', 'b@example.org', 'c@example.org')
  await expect(add(one, room, 'd@example.org')).rejects.toMatchObject({ code: 'rate_limited' })
  const many = Array.from({ length: 201 }, (_, n) => `a${n}@example.org`)
  expect(newMembers.safeParse({ addresses: many }).success).toBe(false)
  expect(newMembers.safeParse({ addresses: ['no address'] }).success).toBe(false)
})
