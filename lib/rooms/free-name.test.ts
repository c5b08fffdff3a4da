import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rooms } from '#lib/db/schema.ts'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { changeRoom, createRoom, deleteRoom } from './operations.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const open = (name: string) => ({ name, description: '', type: 'chat', visibility: 'public' }) as const
const hidden = (name: string) => ({ ...open(name), visibility: 'private' }) as const
const taken = { code: 'conflict', reason: 'rooms.nameTaken', issues: [{ path: 'name' }] }

test('a name is that of one public room, however it is written', async () => {
  const room = await createRoom(ana, open('Café one'))
  for (const name of ['Café one', 'cafe ONE', 'CAFÉ  one'])
    await expect(createRoom(bob, open(name)), name).rejects.toMatchObject(taken)
  await createRoom(bob, hidden('Café one'))
  await createRoom(bob, open('Café two'))
  await deleteRoom(ana, room.id)
  await createRoom(bob, open('Café one'))
})

test('of many who take it at once one gets it', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 6 }, (_, n) => createRoom(n % 2 ? ana : bob, open('Rush'))),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('it is taken by a new name, by opening a private room, by bringing one back', async () => {
  await createRoom(ana, open('Hall'))
  const attic = await createRoom(ana, open('Attic'))
  await expect(changeRoom(ana, attic.id, { name: 'hall' })).rejects.toMatchObject(taken)
  expect(await changeRoom(ana, attic.id, { name: 'attic' }), 'its own').toMatchObject({ name: 'attic' })
  const secret = await createRoom(ana, hidden('Hall'))
  await expect(changeRoom(ana, secret.id, { visibility: 'public' })).rejects.toMatchObject(taken)
  await changeRoom(ana, secret.id, { name: 'Hall two', visibility: 'public' })
  await changeRoom(ana, attic.id, { isActive: false })
  await createRoom(bob, open('Attic'))
  await expect(changeRoom(ana, attic.id, { isActive: true })).rejects.toMatchObject(taken)
  expect(await changeRoom(ana, attic.id, { isActive: true, name: 'Old attic' })).toMatchObject({
    isActive: true,
  })
})

test('those that have one name from before stay, can be changed, and given another', async () => {
  const [one, other] = [await createRoom(ana, open('One')), await createRoom(ana, open('Other'))]
  await world.db.write((tx) =>
    tx.update(rooms).set({ name: 'One', nameFolded: 'one' }).where(eq(rooms.id, other.id)),
  )
  expect(await changeRoom(ana, other.id, { name: 'One', description: 'Old' })).toMatchObject({
    description: 'Old',
  })
  await changeRoom(ana, one.id, { name: 'Another' })
  await expect(changeRoom(ana, one.id, { name: 'One' })).rejects.toMatchObject(taken)
})
