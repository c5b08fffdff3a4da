import {
  expectMedia,
  framesFrom,
  goToRoom,
  openLobby,
  ownBar,
  press,
  seatOf,
  test,
  tileOf,
  tiles,
} from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways } from '../fixtures.ts'

test('a call goes on while one reads elsewhere, comes back by a reload there, and ends when another is joined', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  const attic = await createRoom(ana.program, [], { name: 'Attic', type: 'video' })
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)

  await goToRoom(ana, 'Attic')
  await expect(ownBar(ana).getByRole('status')).toHaveText('Kitchen table · 1 other person · they see you')
  await expectNoSeriousAxe(ana.page)
  await ana.posts('Reading while I listen')
  await expectMedia(callers, { picture: false })
  const seat = (await seatOf(ana)) ?? ''
  const seen = await framesFrom(bob, seat)
  await expect.poll(() => framesFrom(bob, seat), 'Ana is still seen').toBeGreaterThan(seen)
  await ownBar(ana).getByRole('button', { name: 'Mute' }).click()
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
  await ownBar(ana).getByRole('button', { name: 'Unmute' }).click()

  // On a phone it is one row, in which the room's name can be read.
  await ana.page.setViewportSize({ width: 375, height: 667 })
  await expectNoSideways(ana.page)
  await expect.poll(async () => (await ownBar(ana).boundingBox())?.height).toBeLessThan(60)
  const name = ownBar(ana).getByText('Kitchen table', { exact: true })
  await expect.poll(() => name.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true)
  await expect(ownBar(ana).getByRole('timer')).toHaveText(/^\d+:\d\d$/)
  await ana.page.setViewportSize({ width: 1280, height: 720 })
  await ana.page.reload()
  await expect(ownBar(ana).getByRole('status')).toHaveText('Kitchen table · 1 other person · they see you')
  expect(await seatOf(ana)).toBe(seat)
  await expectMedia(callers, { picture: false })

  await ownBar(ana).getByRole('button', { name: 'Back to the call' }).click()
  await expect(tiles(ana)).toHaveCount(2)
  await expect(ownBar(ana)).toHaveCount(0)
  await expectMedia(callers)

  await ana.page.goto('/profile')
  await expect(ownBar(ana)).toBeVisible()
  await goToRoom(ana, 'Attic')
  await openLobby(ana)
  await expect(
    ana.page.getByText('You are in the call of Kitchen table: joining here leaves it.'),
  ).toBeVisible()
  // Two calls on one page: the keys are for the one that is shown whole, once its camera has opened.
  await expect(ana.page.getByRole('button', { name: 'Turn camera off' })).toBeVisible()
  await ana.page.keyboard.press('v')
  await expect(ana.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
  await expect(ownBar(ana).getByRole('status')).toContainText('they see you')
  await ana.page.keyboard.press('v')
  await press(ana, 'Join call')
  await expect(tiles(bob)).toHaveCount(1)
  await expect(ownBar(ana)).toHaveCount(0)
  await expect(ana.page.getByRole('toolbar', { name: 'Call controls' })).toBeVisible()
  expect(attic.id).toBe(new URL(ana.page.url()).pathname.split('/').at(-1))
})

test('a call that ends while one reads elsewhere says so, and can be left from there', async ({
  gather,
  expectedErrors,
}) => {
  // The list may ask for the room in the moment in which it goes.
  expectedErrors.push(/404 \(Not Found\).*\/rooms\//)
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await ana.page.getByRole('link', { name: 'All rooms' }).click()
  await ownBar(ana).getByRole('button', { name: 'Leave' }).click()
  await expect(ownBar(ana)).toHaveCount(0)
  await expect(tiles(bob)).toHaveCount(1)

  await bob.page.getByRole('link', { name: 'All rooms' }).click()
  await expect(ownBar(bob).getByRole('status')).toContainText('Kitchen table · nobody else is in it')
  const room = (await ana.program.get<{ items: { id: string }[] }>('/rooms')).items[0]
  await ana.program.http('PATCH', `/rooms/${room?.id}`, { isActive: false })
  await expect(bob.page.getByText('The call has ended.')).toBeVisible()
  await expect(ownBar(bob)).toHaveCount(0)

  await ana.program.http('PATCH', `/rooms/${room?.id}`, { isActive: true })
  await goToRoom(bob, 'Kitchen table')
  await bob.joinsCall()
  await bob.page.getByRole('link', { name: 'All rooms' }).click()
  await expect(ownBar(bob)).toBeVisible()
  await ana.program.http('DELETE', `/rooms/${room?.id}`)
  await expect(bob.page.getByText('This room is closed to you.')).toBeVisible()
  await expect(ownBar(bob)).toHaveCount(0)
  await expect.poll(() => seatOf(bob)).toBeNull()
})
