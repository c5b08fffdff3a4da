import { expect, test } from 'vitest'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { instance } from '../db/schema.ts'
import { isOpenToAll } from './admission.ts'
import { settings } from './schema.ts'
import { settingsOf } from './settings.ts'

const standard = { ...settings.parse({}), fixed: [] as string[] }
const stored = [
  { key: 'name', value: 'The Attic' },
  { key: 'registration', value: 'invite' },
  { key: 'founder', value: 'somebody' },
]

test('nothing set is enough: registration is open, and nothing is fixed', async () => {
  const world = await openWorld()
  expect(await settingsOf(world)).toEqual(standard)
  expect(standard).toMatchObject({ name: 'Rooms', registration: 'open', emailDomains: [], banner: null })
})

test('what is stored holds, until the environment says otherwise', async () => {
  const world = await openWorld()
  await world.db.write((tx) => tx.insert(instance).values(stored))
  expect(await settingsOf(world)).toEqual({ ...standard, name: 'The Attic', registration: 'invite' })
  expect(await isOpenToAll(world)).toBe(false)

  const env = { ...world.env, REGISTRATION: 'open' as const }
  expect(await settingsOf({ ...world, env })).toEqual({
    ...standard,
    name: 'The Attic',
    registration: 'open',
    requireTwoFactor: false,
    fixed: ['registration'],
  })
  expect(await isOpenToAll({ ...world, env })).toBe(true)
})

test('a stored registration is what newcomers meet', async () => {
  const world = await openWorld()
  await world.db.write((tx) => tx.insert(instance).values(stored))
  await expect(createUser(world)).rejects.toMatchObject({ code: 'forbidden' })
})
