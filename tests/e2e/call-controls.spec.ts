import {
  expectMedia,
  expectStill,
  links,
  openLobby,
  press,
  seatOf,
  smallCamera,
  test,
  tileOf,
  tiles,
} from '../calls.ts'
import { expect, type Person } from '../fixtures.ts'

const link = async (caller: Person) => {
  const [only] = await links(caller)
  if (!only) throw new Error(`${caller.name} has no link`)
  return only
}
const framesOf = async (caller: Person, kind: 'camera' | 'screen') =>
  (await link(caller)).received[kind].frames

test('microphone, camera, screen and hand are seen by the other, without another negotiation', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  await ana.joinsCall()
  await bob.joinsCall()
  await expectMedia(callers)
  const { epoch, mLines } = await link(bob)

  await test.step('mute and unmute', async () => {
    await press(ana, 'Mute microphone')
    await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
    await press(ana, 'Unmute microphone')
    await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeHidden()
    await expectMedia(callers)
  })

  await test.step('mute at once, also while the browser still asks for the camera', async () => {
    await press(ana, 'Turn camera off')
    await ana.page.evaluate(() => {
      const ask = navigator.mediaDevices.getUserMedia
      const asked = Promise.withResolvers<void>()
      navigator.mediaDevices.getUserMedia = async (wish) => {
        await asked.promise
        return ask(wish)
      }
      window.addEventListener('allowed', () => asked.resolve(), { once: true })
    })
    await press(ana, 'Turn camera on')
    await press(ana, 'Mute microphone')
    await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeVisible()
    await press(ana, 'Unmute microphone')
    await expect(tileOf(bob, ana).getByRole('img', { name: 'Microphone is off' })).toBeHidden()
    await ana.page.evaluate(() => window.dispatchEvent(new Event('allowed')))
    await expect(tileOf(bob, ana).locator('video')).toBeVisible()
    await expectMedia(callers)
  })

  await test.step('camera off and on', async () => {
    await press(ana, 'Turn camera off')
    await expect(tileOf(bob, ana).locator('video')).toBeHidden()
    await expectStill(bob, (await seatOf(ana)) ?? '')
    await press(ana, 'Turn camera on')
    await expect(tileOf(bob, ana).locator('video')).toBeVisible()
    await expectMedia(callers)
  })

  await test.step('share the screen, three times over', async () => {
    for (let time = 0; time < 3; time++) {
      const before = await framesOf(bob, 'screen')
      await press(ana, 'Share screen')
      await expect(bob.page.getByTestId('screen').getByText('Ana shares their screen')).toBeVisible()
      await expect.poll(async () => (await framesOf(bob, 'screen')) - before).toBeGreaterThan(3)
      await press(ana, 'Stop sharing')
      await expect(bob.page.getByTestId('screen')).toBeHidden()
    }
  })

  await test.step('raise a hand by key', async () => {
    await ana.page.keyboard.press('h')
    await expect(tileOf(bob, ana).getByText('Hand raised')).toBeVisible()
    await ana.page.keyboard.press('h')
    await expect(tileOf(bob, ana).getByText('Hand raised')).toBeHidden()
  })

  expect(await link(bob)).toMatchObject({ epoch, mLines })
})

test('a camera that is one too many is refused in words, and of two of one person the second gives way; what stands on tiles stays true', async ({
  gather,
  serve,
}) => {
  test.setTimeout(240_000)
  const server = await serve({ LIMIT_CALL_VIDEO: '2' })
  const { room, callers } = await gather(['Ana', 'Bob', 'Cy'], server.url)
  const [ana, bob, cy] = callers
  if (!ana || !bob || !cy) throw new Error('nobody came')
  await ana.joinsCall()
  const second = { ...ana, page: await ana.page.context().newPage() }
  await second.page.addInitScript(smallCamera)
  await second.page.goto(`/rooms/${room.id}`)
  await openLobby(second)
  await press(second, 'Join here as well')
  await expect(tiles(second)).toHaveCount(2)
  await expect(second.page.getByRole('button', { name: 'Turn camera off' })).toBeVisible()

  await bob.joinsCall()
  const words = 'Your camera on this device was switched off: the call needs its place for somebody else.'
  await expect(second.page.getByText(words)).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
  await expect(ana.page.getByRole('button', { name: 'Turn camera off' })).toBeVisible()
  await expect(ana.page.getByText(words)).toBeHidden()
  const tooMany = 'No more than 2 can show pictures'
  await press(second, 'Turn camera on')
  await expect(second.page.getByText(tooMany)).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()

  await openLobby(cy)
  // Who joins while the camera still opens is inside without it, and refused there.
  await expect(cy.page.getByRole('button', { name: 'Turn camera off' })).toBeVisible()
  await press(cy, 'Join call')
  await expect(cy.page.getByText(tooMany)).toBeVisible()
  await press(cy, 'Turn camera off')
  await press(cy, 'Join call')
  await expect(tileOf(bob, cy)).toBeVisible()
  const muted = tileOf(bob, cy).getByRole('img', { name: 'Microphone is off' })
  await press(cy, 'Mute microphone')
  await expect(muted).toBeVisible()
  await press(cy, 'Unmute microphone')
  await expect(muted).toBeHidden()
  await expectMedia([ana, second, bob, cy], { picture: false })
})
