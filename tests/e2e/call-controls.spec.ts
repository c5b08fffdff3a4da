import {
  expectMedia,
  expectStill,
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
  await joinCall(ana)
  await joinCall(bob)
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

  await test.step('share the screen, ten times over', async () => {
    for (let time = 0; time < 10; time++) {
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

test('a camera that is one too many is refused in words, and what stands on the tile stays true', async ({
  gather,
  serve,
}) => {
  const server = await serve({ LIMIT_CALL_VIDEO: '1' })
  const { callers } = await gather(['Ana', 'Bob'], server.url)
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  await joinCall(ana)
  await openLobby(bob)
  await press(bob, 'Join call')
  await expect(bob.page.getByText('No more than 1 can show pictures')).toBeVisible()
  await press(bob, 'Turn camera off')
  await press(bob, 'Join call')
  await expect(tileOf(bob, ana)).toBeVisible()

  await press(bob, 'Turn camera on')
  await expect(bob.page.getByText('No more than 1 can show pictures')).toBeVisible()
  await expect(bob.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
  const muted = tileOf(ana, bob).getByRole('img', { name: 'Microphone is off' })
  await press(bob, 'Mute microphone')
  await expect(muted).toBeVisible()
  await press(bob, 'Unmute microphone')
  await expect(muted).toBeHidden()
  await expectMedia([ana, bob], { picture: false })
})

test('of two cameras of one person the second goes off, in words, when somebody else needs its place', async ({
  gather,
  serve,
}) => {
  const server = await serve({ LIMIT_CALL_VIDEO: '2' })
  const { room, callers } = await gather(['Ana', 'Bob'], server.url)
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  await joinCall(ana)
  const second = { ...ana, page: await ana.page.context().newPage() }
  await second.page.addInitScript(smallCamera)
  await second.page.goto(`/rooms/${room.id}`)
  await openLobby(second)
  await press(second, 'Join here as well')
  await expect(tiles(second)).toHaveCount(2)
  await expect(second.page.getByRole('button', { name: 'Turn camera off' })).toBeVisible()

  await joinCall(bob)
  const words = 'Your camera on this device was switched off: the call needs its place for somebody else.'
  await expect(second.page.getByText(words)).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
  await expect(ana.page.getByRole('button', { name: 'Turn camera off' })).toBeVisible()
  await expect(ana.page.getByText(words)).toBeHidden()

  await press(second, 'Turn camera on')
  await expect(second.page.getByText('No more than 2 can show pictures')).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
})
