import type { Room } from '#lib/rooms/schema.ts'
import { expectMedia, press, smallCamera, test, tiles } from '../calls.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, type Person } from '../fixtures.ts'

/** The direct room of two people, open before the first; the other is elsewhere. */
async function directRoom(caller: Person, other: Person) {
  for (const { page } of [caller, other]) await page.addInitScript(smallCamera)
  const room = await caller.program.post<Room>('/rooms', {
    visibility: 'direct',
    userIds: [other.program.user.id],
  })
  await caller.page.goto(`/rooms/${room.id}`)
  await other.page.goto('/profile')
  await expect(other.page.getByRole('heading', { name: 'Bob' })).toBeVisible()
}
const ringAt = ({ page }: Person) => page.getByRole('region', { name: 'Incoming call' })

test('a call in a direct room rings at the other on every width, who answers with the devices of the last call', async ({
  signUp,
}) => {
  const long = 'Wilhelmina Featherstonehaugh-Cholmondeley von und zu Liechtenstein'
  const [ana, bob] = [await signUp(long), await signUp('Bob')]
  await directRoom(ana, bob)
  const second = { ...bob, page: await bob.page.context().newPage() }
  await second.page.goto('/rooms')
  await expect(second.page.getByRole('link', { name: /^Wilhelmina/ }).first()).toBeVisible()

  await ana.joinsCall()
  await expect(ringAt(second)).toBeVisible()
  const words = ringAt(bob).getByRole('alert')
  await expect(words).toHaveText(`${long} is calling`)
  for (const width of [320, 390, 1280]) {
    await bob.page.setViewportSize({ width, height: 800 })
    const isWhole = () =>
      words.evaluate((one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight)
    await expect.poll(isWhole, `${width} wide`).toBe(true)
    await expectNoSideways(bob.page)
  }
  await expectNoSeriousAxe(bob.page)
  await ringAt(bob).getByRole('button', { name: 'Answer' }).click()
  await expect(bob.page.getByRole('toolbar', { name: 'Call controls' }), 'in at once').toBeVisible()
  await expect(ringAt(second), 'answered in another tab').toHaveCount(0)
  for (const person of [ana, bob]) await expect(tiles(person)).toHaveCount(2)
  await expectMedia([ana, bob])

  // Who leaves with the camera off finds it off in the next lobby, and answers without it.
  await press(bob, 'Turn camera off')
  await press(bob, 'Leave call')
  await press(bob, 'Back to the lobby')
  await expect(bob.page.getByText('Your camera is off')).toBeVisible()
  await expect(bob.page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
  await bob.page.goto('/profile')
  // Asked for too early it rings as soon as it may.
  await press(ana, 'Ring again')
  await ringAt(bob).getByRole('button', { name: 'Answer' }).click({ timeout: 30_000 })
  await expect(bob.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
  await expect(tiles(ana)).toHaveCount(2)
  await expectMedia([ana, bob], { picture: false })
})

test('who cannot talk declines; a call nobody took is missed by both, and called back at once', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  await directRoom(ana, bob)
  await ana.joinsCall()
  await ringAt(bob).getByRole('button', { name: 'Decline' }).click()
  await expect(ana.page.getByText('Bob cannot talk now.')).toBeVisible()
  await expect(ringAt(bob)).toHaveCount(0)
  await ana.leavesCall()
  await ana.sees('Missed call: nobody answered')
  await expect(ana.page.getByRole('button', { name: 'Call again' })).toBeVisible()

  await bob.page.getByRole('link', { name: /^Ana/ }).first().click()
  await bob.sees('Missed call from')
  await expectNoSeriousAxe(bob.page)
  await press(bob, 'Call back')
  await press(bob, 'Join call')
  await expect(ringAt(ana)).toContainText('Bob is calling')
  await expect(ana.page.getByRole('button', { name: 'Join the call' })).toBeVisible()
  await press(bob, 'Leave call')
  await expect(ringAt(ana), 'who hangs up does not ring on').toHaveCount(0)
})
