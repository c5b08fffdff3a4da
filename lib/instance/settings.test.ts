import { expect, test } from 'vitest'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { instance } from '../db/schema.ts'
import { isOpenToAll } from './admission.ts'
import { settingsOf } from './settings.ts'

const stored = [
  { key: 'name', value: 'The Attic' },
  { key: 'registration', value: 'invite' },
  { key: 'founder', value: 'somebody' },
]

test('nothing set is enough: registration is open, and nothing is fixed', async () => {
  const world = await openWorld()
  expect(await settingsOf(world)).toEqual({ name: 'Rooms', registration: 'open', fixed: [] })
})

test('what is stored holds, until the environment says otherwise', async () => {
  const world = await openWorld()
  await world.db.write((tx) => tx.insert(instance).values(stored))
  expect(await settingsOf(world)).toEqual({ name: 'The Attic', registration: 'invite', fixed: [] })
  expect(await isOpenToAll(world)).toBe(false)

  const env = { ...world.env, REGISTRATION: 'open' as const }
  expect(await settingsOf({ ...world, env })).toEqual({
    name: 'The Attic',
    registration: 'open',
    fixed: ['registration'],
  })
  expect(await isOpenToAll({ ...world, env })).toBe(true)
})

test('a stored registration is what newcomers meet', async () => {
  const world = await openWorld()
  await world.db.write((tx) => tx.insert(instance).values(stored))
  await expect(createUser(world)).rejects.toMatchObject({ code: 'forbidden' })
})
