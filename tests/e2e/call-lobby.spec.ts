import type { Page } from '@playwright/test'
import { findChromium } from '../../scripts/tools/chromium.ts'
import { expectMedia, openLobby, press, seatOf, test, tileOf, tiles } from '../calls.ts'
import { expect, expectNoSeriousAxe, type Person } from '../fixtures.ts'

const executablePath = findChromium()
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: [
      ...sandbox,
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream=device-count=3',
    ],
  },
})

const pick = async (page: Page, kind: string, name: string) => {
  await page.getByRole('combobox', { name: kind }).click()
  await page.getByRole('option', { name }).click()
  await expect(page.getByRole('combobox', { name: kind })).toHaveText(name)
}
const one = <T>(list: T[]): T => {
  const [first] = list
  if (first === undefined) throw new Error('nobody came')
  return first
}

declare global {
  interface Window {
    /** Ids of devices that are not plugged in, and the tracks that were opened. */
    __away?: Set<string>
    __opened?: MediaStreamTrack[]
    /** How often the page was told which devices there are. */
    __looks?: number
  }
}

/** Lets the test unplug devices and plug them in. */
const pluggable = () => {
  const devices = navigator.mediaDevices
  const away = new Set<string>()
  const opened: MediaStreamTrack[] = []
  window.__away = away
  window.__opened = opened
  const list = devices.enumerateDevices.bind(devices)
  const ask = devices.getUserMedia.bind(devices)
  devices.enumerateDevices = async () => {
    const there = (await list()).filter(({ label }) => !away.has(label))
    window.__looks = (window.__looks ?? 0) + 1
    return there
  }
  devices.getUserMedia = async (wish = {}) => {
    const there = await devices.enumerateDevices()
    const fit = (kind: MediaDeviceKind, wished: MediaTrackConstraints | boolean | undefined) => {
      if (!wished) return false
      const chosen =
        typeof wished === 'object' ? (wished.deviceId as ConstrainDOMStringParameters) : undefined
      const device = there.find(
        (known) => known.kind === kind && (!chosen || known.deviceId === chosen.exact),
      )
      if (!device) throw new DOMException('', 'OverconstrainedError')
      return { width: 320, deviceId: { exact: device.deviceId } }
    }
    const stream = await ask({ audio: fit('audioinput', wish.audio), video: fit('videoinput', wish.video) })
    opened.push(...stream.getTracks())
    return stream
  }
}
/** Once the page has looked, so that two changes are two for it. */
const plug = ({ page }: Person, label: string, there: boolean) =>
  page.evaluate(
    async ([name, plugged]) => {
      const looks = window.__looks
      if (plugged) window.__away?.delete(name)
      else window.__away?.add(name)
      for (const track of window.__opened ?? []) {
        if (plugged || track.label !== name || track.readyState === 'ended') continue
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
      while (window.__looks === looks) await new Promise(requestAnimationFrame)
    },
    [label, there] as const,
  )

test('devices are chosen, tested and remembered, and one hears oneself before anybody else does', async ({
  gather,
}) => {
  const ana = one((await gather(['Ana'])).callers)
  const { page } = ana
  await openLobby(ana)

  await test.step('choose, and find the choice after a reload', async () => {
    await pick(page, 'Microphone', 'Fake Audio Input 2')
    await pick(page, 'Camera', 'fake_device_2')
    await pick(page, 'Speaker', 'Fake Audio Output 2')
    await page.getByRole('switch', { name: 'Noise suppression' }).click()
    await page.reload()
    await openLobby(ana)
    for (const [kind, name] of [
      ['Microphone', 'Fake Audio Input 2'],
      ['Camera', 'fake_device_2'],
      ['Speaker', 'Fake Audio Output 2'],
    ] as const)
      await expect(page.getByRole('combobox', { name: kind })).toHaveText(name)
    await expect(page.getByRole('switch', { name: 'Noise suppression' })).not.toBeChecked()
    await expect(page.getByRole('switch', { name: 'Blur background' })).toBeHidden()
  })

  await test.step('test the speaker', async () => {
    await press(ana, 'Test speaker')
    await expect(page.getByText('Did you hear it?')).toBeVisible()
    await press(ana, 'No')
    await expect(page.getByText('choose another speaker')).toBeVisible()
  })

  await test.step('cancel an echo, then hear one', async () => {
    await press(ana, 'Echo test')
    await expect(page.getByText('You hear it in five seconds.')).toBeVisible()
    await press(ana, 'Stop the test')
    await expect(page.getByText('Nobody else hears it.')).toBeVisible()
    await press(ana, 'Echo test')
    await expect(page.getByText('You heard yourself directly')).toBeVisible()
    const echo = page.getByLabel('Your echo')
    await expect.poll(() => echo.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0)
    expect(await echo.evaluate(isHeard)).toBe(true)
    expect(await echo.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0)
    await expectNoSeriousAxe(page)
  })
})

/** Whether a player that plays from its beginning is heard before its end. */
async function isHeard(player: HTMLVideoElement & { captureStream?: () => MediaStream }) {
  const audio = new AudioContext()
  const analyser = audio.createAnalyser()
  analyser.fftSize = 8_192
  player.currentTime = 0
  await player.play()
  const playing = player.captureStream?.() ?? new MediaStream()
  audio.createMediaStreamSource(new MediaStream(playing.getAudioTracks())).connect(analyser)
  const wave = new Float32Array(analyser.fftSize)
  const isLoud = () => {
    analyser.getFloatTimeDomainData(wave)
    return wave.some((sample) => Math.abs(sample) > 0.01)
  }
  while (!isLoud() && !player.ended) await new Promise(requestAnimationFrame)
  const heard = !player.ended
  await audio.close()
  return heard
}

test('a device that is unplugged is replaced, and used again when it is back, also in the call', async ({
  gather,
}) => {
  const ana = one((await gather(['Ana'])).callers)
  const { page } = ana
  await page.addInitScript(pluggable)
  await page.reload()
  await openLobby(ana)
  await pick(page, 'Microphone', 'Fake Audio Input 2')

  await plug(ana, 'Fake Audio Input 2', false)
  await expect(page.getByText(/Your microphone was unplugged. Now using Fake/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
  await plug(ana, 'Fake Audio Input 2', true)
  await expect(page.getByText('Your microphone is back: using Fake Audio Input 2 again.')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Microphone' })).toHaveText('Fake Audio Input 2')

  await press(ana, 'Join call')
  await expect(tiles(ana)).toHaveCount(1)
  await press(ana, 'Mute microphone')
  await plug(ana, 'Fake Audio Input 2', false)
  await expect(page.getByText('Your microphone was unplugged.', { exact: true })).toBeVisible()
  await press(ana, 'Unmute microphone')
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()

  await plug(ana, 'fake_device_1', false)
  await plug(ana, 'fake_device_1', true)
  await expect(page.getByText('New camera: fake_device_1.')).toBeVisible()
  await press(ana, 'Use')
  await press(ana, 'Devices')
  await expect(page.getByRole('combobox', { name: 'Camera' })).toHaveText('fake_device_1')
})

test('with both off one joins to listen, once however often one presses, and devices may open later', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  await openLobby(ana)
  await press(ana, 'Mute microphone')
  await press(ana, 'Turn camera off')
  await ana.page.getByRole('button', { name: 'Join to listen' }).evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  await expect(tiles(ana)).toHaveCount(1)

  // Bob joins while his devices are still being asked for.
  await bob.page.addInitScript(() => {
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    const allowed = new Promise<void>((allow) => window.addEventListener('allow', () => allow()))
    mediaDevices.getUserMedia = (wish) => allowed.then(() => ask(wish))
  })
  await bob.page.reload()
  await bob.joinsCall()
  await expect(tiles(ana)).toHaveCount(2)
  expect(await seatOf(ana)).not.toBe(await seatOf(bob))
  await bob.page.evaluate(() => window.dispatchEvent(new Event('allow')))
  await expect(tileOf(ana, bob).locator('video')).toBeVisible()
  await press(ana, 'Unmute microphone')
  await press(ana, 'Turn camera on')
  await expectMedia(callers)
})
