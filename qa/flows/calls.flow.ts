import { cannotCheck, expect, test } from 'rooms/qa'
import { throughRelay } from '../people/calls.ts'
import { needsDevices } from '../people/needs-devices.ts'
import { type Servers, turnServersOf } from '../people/relays.ts'

test.beforeEach(needsDevices)

test('Calls: two people see and hear each other', { tag: '@phone' }, async ({ ana, bob, everybody }) => {
  for (const person of [ana, bob]) await person.joinsCall()
  await everybody.hearsEachOther()
  await test.step('whoever leaves is gone for the other', async () => {
    await bob.leavesCall()
    await ana.isInCallWith([])
  })
})

test('Calls: three people see and hear each other', async ({ ana, bob, cy, everybody }) => {
  test.setTimeout(120_000)
  for (const person of [ana, bob, cy]) await person.joinsCall()
  for (const person of [ana, bob, cy])
    await person.isInCallWith([ana, bob, cy].filter((other) => other !== person))
  await test.step('on every link, by decoded frames and energy of sound', () => everybody.hearsEachOther())
})

test('Calls: a shared screen is seen', async ({ ana, bob }) => {
  for (const person of [ana, bob]) await person.joinsCall()
  await bob.sharesScreen()
  await ana.seesScreenOf(bob)
  await bob.stopsSharing()
  await expect(ana.page.getByTestId('screen')).toHaveCount(0)
})

test('Calls: whose tab is killed is gone within a minute, and can come back', async ({
  ana,
  bob,
  room,
  browserName,
  everybody,
  newcomer,
  present,
}) => {
  test.skip(browserName !== 'chromium', 'no other browser can be made to lose a tab')
  test.setTimeout(180_000)
  for (const person of [ana, bob]) await person.joinsCall()
  await everybody.hearsEachOther()
  await bob.losesTab()
  await test.step('gone within a minute', () => ana.isInCallWith([], 75_000))
  await test.step('and back', async () => {
    const back = await newcomer('Bob')
    present.push(back)
    await back.opens(room)
    await back.joinsCall()
    await everybody.hearsEachOther()
  })
})

test.describe(() => {
  test.use({ prepare: ({ browserName: _ }, use) => use((page) => throughRelay(page)) })

  test('Calls: two people see and hear each other through a relay alone', async ({
    ana,
    bob,
    room,
    everybody,
  }) => {
    const servers = turnServersOf(await ana.program.get<Servers>(`/rooms/${room.id}/ice-servers`))
    if (servers.length === 0) return cannotCheck('this instance names no TURN server')
    for (const person of [ana, bob]) await person.joinsCall()
    await everybody.hearsEachOther()
    await test.step('and nothing goes another way', async () => {
      expect(await everybody.isRelayed()).toBe(true)
    })
  })
})
