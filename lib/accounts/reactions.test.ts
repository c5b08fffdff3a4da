import { afterAll, expect, test } from 'vitest'
import { createUser } from '../../tests/factories.ts'
import { linkIn, startMailServer } from '../../tests/mail-server.ts'
import { openWorld } from '../../tests/world.ts'
import { profileOf } from './queries.ts'
import { openSession, revokeSession } from './sessions.ts'

const firefox = (version: number) =>
  `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1'
const mails = await startMailServer()
afterAll(mails.stop)
const world = await openWorld(mails.settings)

test('somebody is told of a sign-in from a device or a network that their account was never seen with', async () => {
  const bob = await createUser(world, 'Bob')
  const { email } = await profileOf(world, bob.viewer.userId)
  /** How many mails told of a sign-in, which has ended since. */
  const enter = async (userAgent: string, address: string) => {
    const given = { userId: bob.viewer.userId, kind: 'browser' as const, userAgent, address }
    const { id } = await openSession(world, { ...given, languages: 'en' })
    await revokeSession(bob, id)
    await world.work()
    const told = mails.arrived.filter(({ subject }) => subject?.includes('New sign-in'))
    return told.length
  }
  await world.work()
  expect(mails.arrived.map(({ subject }) => subject)).toEqual([expect.stringContaining('Confirm')])

  expect(await enter(firefox(150), '192.0.2.1')).toBe(1)
  const told = await mails.next(email, 'New sign-in')
  expect(told.text).toContain('Device: Firefox on Linux')
  expect(told.text).toContain('From the address: 192.0.2.1')
  expect(linkIn(told)).toBe('https://rooms.test/profile')
  expect(await enter(firefox(151), '192.0.2.1'), 'a newer version is no other device').toBe(1)
  expect(await enter(firefox(151), '198.51.100.7'), 'another network').toBe(2)
  expect(await enter(iphone, '2001:db8:1:2::3'), 'another device').toBe(3)
  expect(await enter(iphone, '2001:db8:1:2::4'), 'the same network').toBe(3)
})

test('the first session of an account is its owner’s', async () => {
  const before = mails.arrived.length
  await createUser(world, 'Cleo')
  await world.work()
  expect(mails.arrived.slice(before).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('Confirm'),
  ])
})
