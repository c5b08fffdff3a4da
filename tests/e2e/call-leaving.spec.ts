import { callGraceMs } from '#lib/limits.ts'
import {
  expectMedia,
  joinCall,
  links,
  openLobby,
  press,
  seatOf,
  smallCamera,
  test,
  tileOf,
  tiles,
} from '../calls.ts'
import { expect } from '../fixtures.ts'

// Browsers complain themselves of every attempt to connect while they are offline.
test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] })

test('a closed tab is gone at once; after the grace time a crashed one, and one that is cut off sends no more until its line is back', async ({
  gather,
}) => {
  test.setTimeout(180_000)
  const { callers } = await gather(['Ana', 'Bob', 'Cy', 'Dee'])
  const [ana, bob, cy, dee] = callers
  if (!ana || !bob || !cy || !dee) throw new Error('nobody came')
  for (const caller of callers) await joinCall(caller)
  await expectMedia(callers)

  await cy.page.close({ runBeforeUnload: true })
  await expect(tiles(ana)).toHaveCount(3)
  await expectMedia([ana, bob, dee])

  // No farewell at all: the page has no chance to send one.
  await bob.page.goto('chrome://crash').catch(() => undefined)
  await dee.page.context().setOffline(true)
  await expect(tileOf(ana, bob).getByText('Reconnecting')).toBeVisible()
  await expect(dee.page.getByText('The server cannot be reached')).toBeVisible()
  const over = { timeout: callGraceMs + 20_000 }
  await expect(dee.page.getByText('The connection was away for too long')).toBeVisible(over)
  expect(await links(dee)).toEqual([])
  await expect(tiles(ana)).toHaveCount(1, over)

  const seat = await seatOf(dee)
  await dee.page.context().setOffline(false)
  for (const caller of [ana, dee]) await expect(tiles(caller)).toHaveCount(2, { timeout: 30_000 })
  expect(await seatOf(dee)).toBe(seat)
  await expectMedia([ana, dee])
})

test('a reload comes back to the same seat, without a ghost', async ({ gather }) => {
  const { callers } = await gather(['Ana', 'Bob'])
  for (const caller of callers) await joinCall(caller)
  await expectMedia(callers)
  for (const caller of callers) {
    const seat = await seatOf(caller)
    await caller.page.reload()
    await expect.poll(() => seatOf(caller)).toBe(seat)
    for (const one of callers) await expect(tiles(one)).toHaveCount(2)
    await expectMedia(callers)
  }
})

test('the same person in a second tab moves the call there', async ({ gather }) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await joinCall(caller)
  await expectMedia(callers)

  const second = { ...ana, page: await ana.page.context().newPage() }
  await second.page.goto(ana.page.url())
  await openLobby(second)
  await second.page.getByRole('button', { name: 'Move the call here' }).click()
  await expect(ana.page.getByText('The call moved to your other tab.')).toBeVisible()
  for (const caller of [second, bob]) await expect(tiles(caller)).toHaveCount(2)
  await expectMedia([second, bob])
})

test('the same person in two tabs takes part twice', async ({ gather }) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await joinCall(caller)

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
})
