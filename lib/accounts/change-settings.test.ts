import { expect, test } from 'vitest'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { isOpenToAll } from '#lib/instance/admission.ts'
import { settingsChange } from '#lib/instance/schema.ts'
import { createUser, type Someone } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAccount } from './administration.ts'
import { allSettings, changeSettings } from './change-settings.ts'

const place = '192.0.2.7'
const log = async (admin: Someone) => (await auditLog(admin, auditQuery.parse({}))).items

async function staffed() {
  const world = await openWorld()
  return { world, ada: await createUser(world, 'Ada', 'admin') }
}

test.each(['guest', 'bot', 'member'] as const)('no setting is for a %s', async (role) => {
  const { world, ada } = await staffed()
  const eve = await createUser(world, 'Eve', role)
  for (const attempt of [() => allSettings(eve), () => changeSettings(eve, { name: 'Mine' }, place)])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  expect(await allSettings(ada)).toEqual({ name: 'Rooms', registration: 'open', fixed: [] })
})

test('what is set holds for the next who comes, and the log tells each change once', async () => {
  const { world, ada } = await staffed()
  await changeSettings(ada, { name: 'The Attic', registration: 'closed' }, place)
  await changeSettings(ada, { name: 'The Attic' }, place)
  expect(await allSettings(ada)).toEqual({ name: 'The Attic', registration: 'closed', fixed: [] })
  expect(await isOpenToAll(world)).toBe(false)
  await expect(createUser(world)).rejects.toMatchObject({ code: 'forbidden' })
  const told = (await log(ada)).map(({ action, detail, address }) => ({ action, detail, address }))
  expect(told).toHaveLength(2)
  expect(told).toEqual(
    expect.arrayContaining([
      {
        action: 'settings.changed',
        detail: { setting: 'name', from: 'Rooms', to: 'The Attic' },
        address: place,
      },
      {
        action: 'settings.changed',
        detail: { setting: 'registration', from: 'open', to: 'closed' },
        address: place,
      },
    ]),
  )
})

test('what the environment sets is changed by nobody, nor anything beside it', async () => {
  const { world, ada } = await staffed()
  const fixed = { ...ada, env: { ...world.env, REGISTRATION: 'invite' as const } }
  await expect(
    changeSettings(fixed, { name: 'The Attic', registration: 'open' }, place),
  ).rejects.toMatchObject({ code: 'conflict' })
  expect(await allSettings(fixed)).toEqual({
    name: 'Rooms',
    registration: 'invite',
    fixed: ['registration'],
  })
  // What it says already is no change.
  await changeSettings(fixed, { name: 'The Attic', registration: 'invite' }, place)
  expect(await allSettings(ada)).toEqual({ name: 'The Attic', registration: 'open', fixed: [] })
})

test('an administrator who was demoted while the page stood open sets nothing more', async () => {
  const { world, ada } = await staffed()
  const bob = await createUser(world, 'Bob', 'admin')
  await changeAccount(ada, bob.viewer.userId, { role: 'member' }, place)
  await expect(changeSettings(bob, { name: 'Mine' }, place)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await allSettings(ada)).toMatchObject({ name: 'Rooms' })
})

test.each([{ name: '' }, { name: 'x'.repeat(81) }, { registration: 'anybody' }, { registration: null }])(
  'no setting is %j',
  (wanted) => {
    expect(settingsChange.safeParse(wanted).success).toBe(false)
  },
)
