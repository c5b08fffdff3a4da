import { expectMedia, joinCall, links, press, test, tiles } from '../calls.ts'
import { expect } from '../fixtures.ts'

test('two people see and hear each other', async ({ gather }) => {
  const { callers } = await gather(['Ana', 'Bob'])
  for (const caller of callers) await joinCall(caller)
  for (const caller of callers) await expect(tiles(caller)).toHaveCount(2)
  await expectMedia(callers)
})

test('three people who join at once see and hear each other on every link', async ({ gather }) => {
  const { callers } = await gather(['Ana', 'Bob', 'Cy'])
  await Promise.all(callers.map(joinCall))
  for (const caller of callers) await expect(tiles(caller)).toHaveCount(3)
  await expectMedia(callers)
  const well = { health: 'ok', mLines: 5 }
  for (const caller of callers) await expect.poll(() => links(caller)).toMatchObject([well, well])

  const [ana, ...others] = callers
  if (!ana) throw new Error('nobody came')
  await press(ana, 'Leave call')
  await expect(ana.page.getByText('You left the call.')).toBeVisible()
  for (const caller of others) await expect(tiles(caller)).toHaveCount(2)
  await expectMedia(others)
})
