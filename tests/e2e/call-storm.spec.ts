import { expectMedia, leaveCall, links, openLobby, press, test, tiles } from '../calls.ts'
import { expect } from '../fixtures.ts'

test('four people who join at the same moment decode each other on all links, once and again; one who closes the tab is gone at once', async ({
  gather,
}) => {
  test.setTimeout(240_000)
  const { callers } = await gather(['Ana', 'Bob', 'Cy', 'Dee'])
  for (const isAgain of [false, true]) {
    if (isAgain) await Promise.all(callers.map(leaveCall))
    for (const caller of callers) {
      await openLobby(caller)
      await expect(caller.page.getByText('Nobody is in the call yet.'), 'no ghost').toBeVisible()
    }
    await Promise.all(callers.map((caller) => press(caller, 'Join call')))
    for (const caller of callers) await expect(tiles(caller)).toHaveCount(4)
    await expectMedia(callers)
  }
  const well = { health: 'ok', mLines: 5 }
  for (const caller of callers) await expect.poll(() => links(caller)).toMatchObject([well, well, well])

  const [first, ...others] = callers
  await first?.page.close({ runBeforeUnload: true })
  for (const caller of others) await expect(tiles(caller)).toHaveCount(3)
  await expectMedia(others)
})
