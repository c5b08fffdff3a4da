import type { Page } from '@playwright/test'
import { expectMedia, press, test, tileOf } from '../calls.ts'
import { expect, type Person } from '../fixtures.ts'

const screens = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
}

/** As from a phone that is held upright. */
const uprightCamera = () => {
  const devices = navigator.mediaDevices
  const ask = devices.getUserMedia.bind(devices)
  devices.getUserMedia = async (wish = {}) => {
    const stream = await ask(wish)
    for (const track of stream.getVideoTracks()) await track.applyConstraints({ width: 180, height: 320 })
    return stream
  }
}

/** The part of each picture that is seen, in per cent, and whether its tile is whole on the stage. */
const pictures = (page: Page) =>
  page.getByRole('list', { name: 'People in the call' }).evaluate((list) => {
    const stage = list.getBoundingClientRect()
    return [...list.querySelectorAll('video')].map((video) => {
      const box = video.getBoundingClientRect()
      const [own, picture] = [box.width / box.height, video.videoWidth / video.videoHeight]
      const isWhole =
        box.left >= stage.left - 1 &&
        box.right <= stage.right + 1 &&
        box.top >= stage.top - 1 &&
        box.bottom <= stage.bottom + 1
      return {
        seen: Math.round(Math.min(own / picture, picture / own) * 100),
        isWhole,
        size: box.width * box.height,
      }
    })
  })

async function expectWhole({ page }: Person, count: number) {
  const look = async () => {
    const all = await pictures(page)
    return all.length === count && all.every(({ seen, isWhole }) => seen >= 85 && isWhole)
  }
  await expect.poll(look, `${JSON.stringify(page.viewportSize())}`).toBe(true)
}

/** What fits into which stage is proved beside tiling.ts: here, that a page does it. */
test('the pictures of mixed cameras are seen nearly whole, whatever stands beside them', async ({
  gather,
}) => {
  let isUpright = false
  const { callers } = await gather(['Ana', 'Bob'], undefined, async (page) => {
    if (isUpright) await page.addInitScript(uprightCamera)
    isUpright = true
  })
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)

  const { page } = ana
  await page.setViewportSize(screens.desktop)
  await expectWhole(ana, 2)
  await press(ana, 'Members')
  await expectWhole(ana, 2)
  await press(ana, 'Hide chat')
  await expectWhole(ana, 2)
  await press(ana, 'Members')
  await expectWhole(ana, 2)
  await page.setViewportSize(screens.phone)
  await expectWhole(ana, 2)
  await press(ana, 'Show chat')
  await expectWhole(ana, 2)

  // Who shows no picture is there as large as fits.
  await press(ana, 'Hide chat')
  await press(bob, 'Turn camera off')
  const face = tileOf(ana, bob).getByText('B', { exact: true })
  await expect(face).toBeVisible()
  const [tile, circle] = [await tileOf(ana, bob).boundingBox(), await face.boundingBox()]
  const short = Math.min(tile?.width ?? 0, tile?.height ?? 0)
  expect(circle?.width).toBeGreaterThan(short * 0.6)
  expect(short).toBeGreaterThan(200)
})
