import { expectMedia, openLobby, press, test, tiles } from '../calls.ts'
import { expect, expectNoSeriousAxe, expectNoSideways } from '../fixtures.ts'

test('lobby and call keep nobody out, on a screen and on a phone', async ({ gather }) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  await bob.page.setViewportSize({ width: 375, height: 667 })

  await openLobby(bob)
  await expect(bob.page.getByText('Nobody is in the call yet.')).toBeVisible()
  await expect(bob.page.locator('video')).toBeVisible()
  await expectNoSeriousAxe(bob.page)
  await expectNoSideways(bob.page)
  await press(bob, 'Cancel')

  await ana.joinsCall()
  await openLobby(bob)
  await expect(bob.page.getByText('Ana is in the call.')).toBeVisible()
  await press(bob, 'Join call')
  await expectMedia(callers)
  for (const { page } of callers) {
    await expectNoSeriousAxe(page)
    await expectNoSideways(page)
  }

  // On a phone all that is in reach stands in one row.
  const tops = await bob.page
    .getByRole('toolbar', { name: 'Call controls' })
    .getByRole('button')
    .evaluateAll((all) => new Set(all.map((one) => Math.round(one.getBoundingClientRect().top))).size)
  expect(tops).toBe(1)

  // The chat of the room is beside the call, and on a phone one press away.
  await press(bob, 'Show chat')
  await bob.posts('Can you hear me?')
  await ana.sees('Can you hear me?')
  // Writing is not pressing keys of the call.
  await ana.posts('vms, very much so')
  await bob.sees('vms, very much so')
  await expect(ana.page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
  await expect(tiles(bob)).toHaveCount(2)
  await expectNoSideways(bob.page)
})
