import { expectMedia, leaveCall, openLobby, press, test, tiles } from '../calls.ts'
import { expect } from '../fixtures.ts'

test('four people who join at the same moment decode each other on all links, time after time', async ({
  gather,
}) => {
  test.setTimeout(120_000)
  const { callers } = await gather(['Ana', 'Bob', 'Cy', 'Dee'])
  for (let time = 0; time < 3; time++) {
    for (const caller of callers) {
      await openLobby(caller)
      await expect(caller.page.getByText('Nobody is in the call yet.'), 'no ghost').toBeVisible()
    }
    await Promise.all(callers.map((caller) => press(caller, 'Join call')))
    for (const caller of callers) await expect(tiles(caller)).toHaveCount(4)
    await expectMedia(callers)
    await Promise.all(callers.map(leaveCall))
  }
})
