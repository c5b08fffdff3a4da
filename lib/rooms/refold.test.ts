import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { refold } from '#lib/db/refold.ts'
import { instance, rooms, users } from '#lib/db/schema.ts'
import { createRoom, createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { listRooms } from './list.ts'
import { findPeople } from './people.ts'
import { refoldNames } from './refold.ts'

test('names that were folded otherwise are found, and folded anew once', async () => {
  const world = await openWorld()
  await refoldNames(world.db)
  const ana = await createUser(world)
  const found = async (query: string) =>
    (await findPeople(ana, query, { limit: 10 })).items.map(({ name }) => name)
  const foundRooms = async (query: string) =>
    (await listRooms(ana, { query, scope: 'joined', archived: false, limit: 10 })).items.map(
      ({ name }) => name,
    )
  for (const name of ['Γιώργος', 'Işık']) {
    const { viewer } = await createUser(world, name)
    await world.db.write((tx) =>
      tx.update(users).set({ nameFolded: name.toLowerCase() }).where(eq(users.id, viewer.userId)),
    )
  }
  const room = await createRoom(ana, { name: 'Κήπος' })
  await world.db.write((tx) => tx.update(rooms).set({ nameFolded: 'κηπος' }).where(eq(rooms.id, room.id)))

  await refoldNames(world.db)
  expect(await found('γιωργοσ'), 'they are of this version already').toEqual([])
  await world.db.write((tx) => tx.delete(instance).where(eq(instance.key, 'folded')))
  await refoldNames(world.db)
  expect(await found('ΓΙΏΡΓΟΣ')).toEqual(['Γιώργος'])
  expect(await found('γιωργοσ')).toEqual(['Γιώργος'])
  expect(await found('ışık')).toEqual(['Işık'])
  expect(await found('IŞIK')).toEqual(['Işık'])
  expect(await foundRooms('κηπος')).toEqual(['Κήπος'])
})

test('who is called something else while names are folded anew keeps the fold of the new name', async () => {
  const world = await openWorld()
  const { viewer } = await createUser(world, 'Élise')
  const its = eq(users.id, viewer.userId)
  await world.db.write((tx) => tx.update(users).set({ nameFolded: 'élise' }).where(its))
  let renamed = false
  const between = {
    ...world.db,
    write: (async (body) => {
      if (!renamed)
        await world.db.write((tx) => tx.update(users).set({ name: 'Zoë', nameFolded: 'zoe' }).where(its))
      renamed = true
      return world.db.write(body)
    }) as typeof world.db.write,
  }
  await refold(between, users)
  expect(renamed).toBe(true)
  const [kept] = await world.db.read.select().from(users).where(its)
  expect(kept).toMatchObject({ name: 'Zoë', nameFolded: 'zoe' })
})
