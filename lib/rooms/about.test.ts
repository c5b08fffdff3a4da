import { describe, expect, test } from 'vitest'
import { changeProfile } from '#lib/accounts/operations.ts'
import { myProfile } from '#lib/accounts/queries.ts'
import { type ProfileChange, profileChange } from '#lib/accounts/schema.ts'
import { createRoom, createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { personDetailsOf } from './person-details.ts'
import { listStatuses } from './statuses.ts'

const world = await openWorld()
const ana = await createUser(world, 'Ana')
const bob = await createUser(world, 'Bob')
const guest = await createUser(world, 'Gus', 'guest')
const stranger = await createUser(world, 'Sam', 'guest')
await createRoom(ana, {}, { member: [bob, guest] })
type Someone = typeof ana

const tell = (who: Someone, wanted: unknown) =>
  changeProfile(who, profileChange.parse(wanted) as ProfileChange)
const inAnHour = () => new Date(world.now() + 3_600_000).toISOString()
const statusesFor = async (who: Someone) => (await listStatuses(who, { limit: 100 })).items
const details = (who: Someone, of: Someone) => personDetailsOf(who, of.viewer.userId)
const nobody = { code: 'not_found', reason: 'notFound.person' }

describe('a status', () => {
  test('is told to whoever shares a room, and ends by itself everywhere', async () => {
    const status = { emoji: '🌴', text: 'On holiday', until: inAnHour() }
    world.forget()
    expect((await tell(ana, { status })).status).toEqual(status)
    const { userId } = ana.viewer
    const [heard, ...more] = world.heardOf('status:changed')
    expect(more).toEqual([])
    expect(heard?.payload).toEqual({ userId, status })
    const people = heard?.audience && 'people' in heard.audience ? heard.audience.people : []
    expect([...people].sort()).toEqual([ana, bob, guest].map(({ viewer }) => viewer.userId).sort())
    expect(world.heardOf('profile:changed'), 'no name changed').toEqual([])
    for (const who of [ana, bob, guest]) expect(await statusesFor(who)).toEqual([{ userId, ...status }])
    expect(await statusesFor(stranger)).toEqual([])
    expect((await details(bob, ana)).status).toEqual(status)
    world.pass(3_600_000)
    expect(await statusesFor(bob)).toEqual([])
    expect((await details(bob, ana)).status).toBeNull()
    expect((await myProfile(ana)).status).toBeNull()
  })

  test('goes on without an end until it is taken away', async () => {
    await tell(bob, { status: { text: '  Here \n and there ' } })
    world.pass(30 * 24 * 3_600_000)
    const status = { emoji: null, text: 'Here and there', until: null }
    expect(await statusesFor(ana)).toEqual([{ userId: bob.viewer.userId, ...status }])
    world.forget()
    await tell(bob, { status: null })
    expect(world.heardOf('status:changed').map(({ payload }) => payload.status)).toEqual([null])
    expect(await statusesFor(ana)).toEqual([])
  })

  test('is refused that is over, says nothing, is too long or no emoji', async () => {
    await expect(
      tell(ana, { status: { text: 'Late', until: '2020-01-01T00:00:00.000Z' } }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      reason: 'accounts.statusOver',
    })
    for (const status of [
      {},
      { text: ' \n ' },
      { text: 'x'.repeat(81) },
      { text: 'a', emoji: 'ab' },
      { text: 'a', emoji: '<b>' },
      { text: 'a', emoji: ':a\nb:' },
      { text: 'a', emoji: ':\u202egnp.exe:' },
      { text: 'a', emoji: ':the\u200bboss:' },
      { text: 'a', emoji: ':<b>a</b>:' },
      { text: 'a', until: 'tomorrow' },
    ])
      expect(profileChange.safeParse({ status }).success, JSON.stringify(status)).toBe(false)
    expect(profileChange.safeParse({ status: { emoji: ':party:' } }).success).toBe(true)
  })
})

test('what one tells of oneself is for those who may know one, each part by itself', async () => {
  await tell(ana, { pronouns: 'she/her', timeZone: 'Europe/Berlin' })
  await tell(ana, { name: 'Anna' })
  expect(await details(guest, ana)).toEqual({
    id: ana.viewer.userId,
    name: 'Anna',
    avatarUrl: null,
    pronouns: 'she/her',
    timeZone: 'Europe/Berlin',
    status: null,
  })
  expect(await details(guest, bob)).toMatchObject({ name: 'Bob', pronouns: null, timeZone: null })
  await tell(ana, { pronouns: ' ', timeZone: null })
  expect(await myProfile(ana)).toMatchObject({ pronouns: null, timeZone: null })
  await expect(details(stranger, ana)).rejects.toMatchObject(nobody)
  await expect(personDetailsOf(bob, 'nobody')).rejects.toMatchObject(nobody)
  for (const timeZone of ['Mars/Olympus', '+01:00', '', 'Europe/../Berlin'])
    expect(profileChange.safeParse({ timeZone }).success, timeZone).toBe(false)
})
