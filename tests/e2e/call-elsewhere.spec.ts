import { callGraceMs } from '#lib/limits.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { expectMedia, framesFrom, joinCall, openLobby, press, seatOf, test, tileOf, tiles } from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, type Person, say } from '../fixtures.ts'

// Browsers complain themselves of every attempt to connect while they are offline.
test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to fetch/] })

const bar = ({ page }: Person) => page.getByRole('region', { name: 'Your call' })
const goTo = ({ page }: Person, name: string) =>
  page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click()

test('a call goes on while one reads elsewhere, comes back by a reload there, and ends when another is joined', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  const attic = await createRoom(ana.program, [], { name: 'Attic', type: 'video' })
  for (const caller of callers) await joinCall(caller)
  await expectMedia(callers)

  await goTo(ana, 'Attic')
  await expect(bar(ana).getByRole('status')).toHaveText('Kitchen table · 1 other person · they see you')
  await expectNoSeriousAxe(ana.page)
  await say(ana.page, 'Reading while I listen')
  await expectMedia(callers, { picture: false })
  const seat = (await seatOf(ana)) ?? ''
  const seen = await framesFrom(bob, seat)
  await expect.poll(() => framesFrom(bob, seat), 'Ana is still seen').toBeGreaterThan(seen)
  await bar(ana).getByRole('button', { name: 'Mute' }).click()
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
  await bar(ana).getByRole('button', { name: 'Unmute' }).click()

  // On a phone it is one row, in which the room's name can be read.
  await ana.page.setViewportSize({ width: 375, height: 667 })
  await expectNoSideways(ana.page)
  expect((await bar(ana).boundingBox())?.height).toBeLessThan(60)
  const name = bar(ana).getByText('Kitchen table', { exact: true })
  expect(await name.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true)
  await expect(bar(ana).getByRole('timer')).toHaveText(/^\d+:\d\d$/)
  await ana.page.setViewportSize({ width: 1280, height: 720 })
  await ana.page.reload()
  await expect(bar(ana).getByRole('status')).toHaveText('Kitchen table · 1 other person · they see you')
  expect(await seatOf(ana)).toBe(seat)
  await expectMedia(callers, { picture: false })

  await bar(ana).getByRole('button', { name: 'Back to the call' }).click()
  await expect(tiles(ana)).toHaveCount(2)
  await expect(bar(ana)).toHaveCount(0)
  await expectMedia(callers)

  await ana.page.goto('/profile')
  await expect(bar(ana)).toBeVisible()
  await goTo(ana, 'Attic')
  await openLobby(ana)
  await expect(
    ana.page.getByText('You are in the call of Kitchen table: joining here leaves it.'),
  ).toBeVisible()
  // Two calls on one page: the keys are for the one that is shown whole.
  await ana.page.keyboard.press('v')
  await expect(ana.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
  await expect(bar(ana).getByRole('status')).toContainText('they see you')
  await ana.page.keyboard.press('v')
  await press(ana, 'Join call')
  await expect(tiles(bob)).toHaveCount(1)
  await expect(bar(ana)).toHaveCount(0)
  await expect(ana.page.getByRole('toolbar', { name: 'Call controls' })).toBeVisible()
  expect(attic.id).toBe(new URL(ana.page.url()).pathname.split('/').at(-1))
})

test('a call that ends while one reads elsewhere says so, and can be left from there', async ({ gather }) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await joinCall(caller)
  await ana.page.getByRole('link', { name: 'All rooms' }).click()
  await bar(ana).getByRole('button', { name: 'Leave' }).click()
  await expect(bar(ana)).toHaveCount(0)
  await expect(tiles(bob)).toHaveCount(1)

  await bob.page.getByRole('link', { name: 'All rooms' }).click()
  await expect(bar(bob).getByRole('status')).toContainText('Kitchen table · nobody else is in it')
  const room = (await ana.program.get<{ items: { id: string }[] }>('/rooms')).items[0]
  await ana.program.http('PATCH', `/rooms/${room?.id}`, { isActive: false })
  await expect(bob.page.getByText('The call has ended.')).toBeVisible()
  await expect(bar(bob)).toHaveCount(0)

  await ana.program.http('PATCH', `/rooms/${room?.id}`, { isActive: true })
  await goTo(bob, 'Kitchen table')
  await joinCall(bob)
  await bob.page.getByRole('link', { name: 'All rooms' }).click()
  await expect(bar(bob)).toBeVisible()
  await ana.program.http('DELETE', `/rooms/${room?.id}`)
  await expect(bob.page.getByText('This room is closed to you.')).toBeVisible()
  await expect(bar(bob)).toHaveCount(0)
  expect(await seatOf(bob)).toBeNull()
})

test('whose line was away for long is back by themselves, unless the call ended; both are told where they are', async ({
  gather,
}) => {
  test.setTimeout(180_000)
  const { callers } = await gather(['Ana', 'Bob', 'Cy'])
  const [ana, bob, cy] = callers
  if (!ana || !bob || !cy) throw new Error('nobody came')
  await createRoom(ana.program, [], { name: 'Attic', type: 'video' })
  const shed = await createRoom(cy.program, [], { name: 'Shed', type: 'video' })
  await cy.page.goto(`/rooms/${shed.id}`)
  for (const caller of callers) await joinCall(caller)
  await expectMedia([ana, bob])
  await goTo(ana, 'Attic')
  await cy.page.getByRole('link', { name: 'All rooms' }).click()
  for (const caller of [ana, cy]) await expect(bar(caller)).toBeVisible()
  const seat = await seatOf(ana)

  for (const { page } of [ana, cy]) await page.context().setOffline(true)
  const over = { timeout: callGraceMs + 40_000 }
  for (const caller of [ana, cy])
    await expect(bar(caller).getByRole('status')).toContainText('out of reach', over)
  await expect(tiles(bob)).toHaveCount(1, over)
  // The call of somebody who sat there alone is over once the server knows that they are gone.
  const people = async () => (await cy.program.get<Room>(`/rooms/${shed.id}`)).callParticipantCount
  await expect.poll(people, over).toBe(0)

  for (const { page } of [ana, cy]) await page.context().setOffline(false)
  await expect(bar(ana).getByRole('status')).toHaveText('Kitchen table · 1 other person · they see you', {
    timeout: 30_000,
  })
  expect(await seatOf(ana)).toBe(seat)
  await expect(tiles(bob)).toHaveCount(2)
  await expectMedia([ana, bob], { picture: false })

  const last = cy.page.getByRole('region', { name: 'The call you were in' })
  await expect(last).toContainText('Shed · The call ended while your connection was away.', {
    timeout: 30_000,
  })
  await expect(bar(cy)).toHaveCount(0)
  await expectNoSeriousAxe(cy.page)
  await last.getByRole('button', { name: 'Join again' }).click()
  await expect(cy.page.getByRole('button', { name: 'Join call' })).toBeVisible()
  await expect(last).toHaveCount(0)
})
