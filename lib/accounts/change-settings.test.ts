import { expect, test } from 'vitest'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { isOpenToAll } from '#lib/instance/admission.ts'
import { settings, settingsChange } from '#lib/instance/schema.ts'
import { createUser, type Someone } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAccount } from './administration.ts'
import { allSettings, changeSettings } from './change-settings.ts'

const place = '192.0.2.7'
/** As nobody has set anything. */
const standard = { ...settings.parse({}), fixed: [] as string[] }
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
  expect(await allSettings(ada)).toEqual(standard)
})

test('what is set holds for the next who comes, and the log tells each change once', async () => {
  const { world, ada } = await staffed()
  await changeSettings(ada, { name: 'The Attic', registration: 'closed' }, place)
  await changeSettings(ada, { name: 'The Attic' }, place)
  expect(await allSettings(ada)).toEqual({ ...standard, name: 'The Attic', registration: 'closed' })
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
  expect(await allSettings(fixed)).toEqual({ ...standard, registration: 'invite', fixed: ['registration'] })
  // What it says already is no change.
  await changeSettings(fixed, { name: 'The Attic', registration: 'invite' }, place)
  expect(await allSettings(ada)).toEqual({ ...standard, name: 'The Attic' })
})

test('an administrator who was demoted while the page stood open sets nothing more', async () => {
  const { world, ada } = await staffed()
  const bob = await createUser(world, 'Bob', 'admin')
  await changeAccount(ada, bob.viewer.userId, { role: 'member' }, place)
  await expect(changeSettings(bob, { name: 'Mine' }, place)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await allSettings(ada)).toMatchObject({ name: 'Rooms' })
})

test('each type of setting is kept as it was set, told in the log, and to open pages', async () => {
  const { ada, world } = await staffed()
  const set = {
    emailDomains: ['example.org', 'bücher.example'],
    roomCreation: 'admins',
    banner: { text: 'null', level: 'warning' },
    deletedMessages: 'remove',
  } as const
  const given = { ...set, emailDomains: [' @Example.ORG.', 'example.org', 'BÜCHER.example'] }
  await changeSettings(ada, settingsChange.parse(given), place)
  expect(await allSettings(ada)).toEqual({ ...standard, ...set })
  expect(world.heardOf('instance:changed')).toMatchObject([{ audience: { everybody: true } }])
  await changeSettings(ada, settingsChange.parse(given), place)
  expect(world.heardOf('instance:changed'), 'the same is no change').toHaveLength(1)
  await changeSettings(ada, { banner: null, emailDomains: [] }, place)
  expect(await allSettings(ada)).toMatchObject({ banner: null, emailDomains: [] })
  const told = (await log(ada)).map(({ detail }) => detail)
  expect(told).toHaveLength(6)
  expect(told).toContainEqual({ setting: 'emailDomains', from: '', to: 'example.org, bücher.example' })
  expect(told).toContainEqual({ setting: 'banner', from: '{"text":"null","level":"warning"}', to: '' })
})

test.each([
  { name: '' },
  { name: 'x'.repeat(81) },
  { registration: 'anybody' },
  { registration: null },
  { emailDomains: ['example'] },
  { emailDomains: ['a@example.org'] },
  { emailDomains: ['example.org/'] },
  { emailDomains: ['192.0.2.7'] },
  { emailDomains: ['*.example.org'] },
  { emailDomains: 'example.org' },
  { roomCreation: 'nobody' },
  { banner: { text: ' \u200b ', level: 'info' } },
  { banner: { text: 'x'.repeat(501), level: 'info' } },
  { banner: 'Hello' },
])('no setting is %j', (wanted) => {
  expect(settingsChange.safeParse(wanted).success).toBe(false)
})
