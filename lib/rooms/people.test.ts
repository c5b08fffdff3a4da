import { expect, test } from 'vitest'
import { myProfile } from '#lib/accounts/queries.ts'
import { paging } from '#lib/http/schema.ts'
import { createRoom, createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { findPeople } from './people.ts'

const world = await openWorld()

test('the own profile holds no secret', async () => {
  const ana = await createUser(world)
  const profile = await myProfile(ana)
  const told = ['email', 'emailVerified', 'id', 'name', 'pronouns', 'role', 'status', 'timeZone']
  expect(Object.keys(profile).sort()).toEqual(['avatarUrl', 'createdAt', ...told])
})

test('people are found by a part of their name, whatever its accents, and never oneself', async () => {
  const zoe = await createUser(world, 'Zoë Müller')
  const seeker = await createUser(world, 'Zoë Seeker')
  const { items } = await findPeople(seeker, 'zoe', { limit: 50 })
  expect(items.map((person) => person.id)).toEqual([zoe.viewer.userId])
  expect(Object.keys(items[0] ?? {}).sort()).toEqual(['avatarUrl', 'id', 'name'])
})

test('by email only whole, so that addresses cannot be fished for', async () => {
  const ana = await createUser(world, 'Ana')
  const bob = await createUser(world, 'Bob')
  const { email } = await myProfile(bob)
  expect((await findPeople(ana, email, { limit: 50 })).items).toMatchObject([{ id: bob.viewer.userId }])
  expect((await findPeople(ana, email.slice(0, 30), { limit: 50 })).items).toEqual([])
})

test('wildcards are ordinary characters', async () => {
  const ana = await createUser(world, 'Ana')
  const percent = await createUser(world, '100% Bob_by')
  const ids = async (query: string) =>
    (await findPeople(ana, query, { limit: 50 })).items.map((person) => person.id)
  expect(await ids('0%')).toEqual([percent.viewer.userId])
  expect(await ids('b_b')).toEqual([percent.viewer.userId])
  expect(await ids('%')).toEqual([percent.viewer.userId])
})

test('pages follow each other without gap or repetition', async () => {
  const ana = await createUser(world, 'Ana')
  const names = Array.from({ length: 7 }, (_, i) => `Page ${i % 3}`)
  for (const name of names) await createUser(world, name)
  const seen: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await findPeople(ana, 'page', { limit: 3, cursor })
    seen.push(...page.items.map((person) => person.id))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(new Set(seen).size).toBe(7)
  await expect(findPeople(ana, 'page', { limit: 3, cursor: 'x' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
})

test('the longest name a setting can allow still ends a page', async () => {
  const ana = await createUser(world, 'Ana')
  const long = '長'.repeat(1_000)
  for (const name of [`${long}1`, `${long}2`]) await createUser(world, name)
  const { nextCursor } = await findPeople(ana, long, paging.parse({ limit: 1 }))
  const rest = await findPeople(ana, long, paging.parse({ limit: 1, cursor: nextCursor }))
  expect(rest.items).toMatchObject([{ name: `${long}2` }])
})

test('a guest finds only people of the same rooms', async () => {
  const guest = await createUser(world, 'Guest', 'guest')
  const host = await createUser(world, 'Quentin Host')
  await createUser(world, 'Quentin Stranger')
  await createRoom(host, { visibility: 'private' }, { member: [guest] })
  const { items } = await findPeople(guest, 'quentin', { limit: 50 })
  expect(items.map((person) => person.name)).toEqual(['Quentin Host'])
})
