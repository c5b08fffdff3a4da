import { launch } from 'puppeteer-core'
import { ensureFirefox } from '../../scripts/tools/firefox.ts'
import { expectMedia, smallCamera, test, tiles } from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect } from '../fixtures.ts'

/** Its camera and microphone are drawn and hummed by the browser, and nobody need allow them. */
const devices = { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true }
const button = (...words: string[]) =>
  `::-p-xpath(//button[${words.map((one) => `normalize-space()="${one}"`).join(' or ')}])`

test('Firefox and Chromium see and hear each other', async ({ signUp, server }) => {
  test.setTimeout(240_000)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Bridge', type: 'video' })
  const address = `${server.url}/rooms/${room.id}`
  await ana.page.addInitScript(smallCamera)
  await ana.page.goto(address)
  await ana.joinsCall()

  const firefox = await launch({
    browser: 'firefox',
    executablePath: ensureFirefox(),
    extraPrefsFirefox: devices,
  })
  try {
    // Firefox takes whole seconds only.
    const cookies = await bob.page.context().cookies()
    await firefox.setCookie(...cookies.map((one) => ({ ...one, expires: Math.round(one.expires) })))
    const page = await firefox.newPage()
    await page.evaluateOnNewDocument(smallCamera)
    await page.goto(address)
    await page.locator(button('Call', 'Join')).click()
    await page.locator(button('Join call')).click()
    await expect(tiles(ana)).toHaveCount(2)
    await expectMedia([ana, { name: 'Bob', page }])
  } finally {
    await firefox.close()
  }
})
