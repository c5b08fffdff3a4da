import { callGraceMs } from '#lib/limits.ts'
import type { Room } from '#lib/rooms/schema.ts'
import {
  expectMedia,
  framesFrom,
  goToRoom,
  links,
  openLobby,
  ownBar,
  press,
  seatOf,
  smallCamera,
  test,
  tileOf,
  tiles,
} from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe } from '../fixtures.ts'

// Browsers complain themselves of every attempt to connect while they are offline.
test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] })

test('after the grace time a crashed tab is gone; whose line was away is back by themselves, unless the call ended, and told so where they are', async ({
  gather,
}) => {
  test.setTimeout(180_000)
  const { callers } = await gather(['Ana', 'Bob', 'Cy', 'Dee'])
  const [ana, bob, cy, dee] = callers
  if (!ana || !bob || !cy || !dee) throw new Error('nobody came')
  await createRoom(dee.program, [], { name: 'Attic', type: 'video' })
  const shed = await createRoom(cy.program, [], { name: 'Shed', type: 'video' })
  await cy.page.goto(`/rooms/${shed.id}`)
  for (const caller of callers) await caller.joinsCall()
  await expectMedia([ana, bob, dee])
  await goToRoom(dee, 'Attic')
  await cy.page.getByRole('link', { name: 'All rooms' }).click()
  for (const caller of [cy, dee]) await expect(ownBar(caller)).toBeVisible()
  const seat = (await seatOf(dee)) ?? ''

  // No farewell at all: the page has no chance to send one.
  await bob.page.goto('chrome://crash').catch(() => undefined)
  for (const { page } of [cy, dee]) await page.context().setOffline(true)
  await expect(tileOf(ana, bob).getByText('Reconnecting')).toBeVisible()

  // The server misses Dee, and the others go on to see them, until their time is over.
  const over = { timeout: callGraceMs + 40_000 }
  const status = () =>
    ana.page.evaluate(
      (id) => window.__rooms?.call().participants.find((one) => one.participantId === id)?.status,
      seat,
    )
  await expect.poll(status, over).toBe('reconnecting')
  const seen = await framesFrom(ana, seat)
  await expect.poll(() => framesFrom(ana, seat)).toBeGreaterThan(seen)
  for (const caller of [cy, dee])
    await expect(ownBar(caller).getByRole('status')).toContainText('out of reach', over)
  await expect.poll(() => links(dee)).toEqual([])
  await expect(tiles(ana)).toHaveCount(1, over)
  // The call of somebody who sat there alone is over once the server knows that they are gone.
  const people = async () => (await cy.program.get<Room>(`/rooms/${shed.id}`)).callParticipantCount
  await expect.poll(people, over).toBe(0)

  for (const { page } of [cy, dee]) await page.context().setOffline(false)
  await expect(ownBar(dee).getByRole('status')).toHaveText('Kitchen table · 1 other person · they see you', {
    timeout: 30_000,
  })
  expect(await seatOf(dee)).toBe(seat)
  await expect(tiles(ana)).toHaveCount(2)
  await expectMedia([ana, dee], { picture: false })

  const last = cy.page.getByRole('region', { name: 'The call you were in' })
  await expect(last).toContainText('Shed · The call ended while your connection was away.', {
    timeout: 30_000,
  })
  await expect(ownBar(cy)).toHaveCount(0)
  await expectNoSeriousAxe(cy.page)
  await last.getByRole('button', { name: 'Join again' }).click()
  await expect(cy.page.getByRole('button', { name: 'Join call' })).toBeVisible()
  await expect(last).toHaveCount(0)
})

test('a reload comes back to the same seat without a ghost; in a second tab one takes part twice, or moves the call there', async ({
  gather,
}) => {
  test.setTimeout(240_000)
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)
  for (const caller of callers) {
    const seat = await seatOf(caller)
    await caller.page.reload()
    await expect.poll(() => seatOf(caller)).toBe(seat)
    for (const one of callers) await expect(tiles(one)).toHaveCount(2)
    await expectMedia(callers)
  }

  const second = { ...ana, page: await ana.page.context().newPage() }
  await second.page.addInitScript(smallCamera)
  await second.page.goto(ana.page.url())
  await openLobby(second)
  await press(second, 'Join here as well')
  const all = [...callers, second]
  for (const caller of all) await expect(tiles(caller)).toHaveCount(3)
  await expectMedia(all)
  await press(second, 'Leave call')
  for (const caller of callers) await expect(tiles(caller)).toHaveCount(2)
  await expectMedia(callers)

  await press(second, 'Back to the lobby')
  await press(second, 'Move the call here')
  await expect(ana.page.getByText('The call moved to your other tab.')).toBeVisible()
  for (const caller of [second, bob]) await expect(tiles(caller)).toHaveCount(2)
  await expectMedia([second, bob])
})
