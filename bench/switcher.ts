/*
 * How long does the switcher keep somebody waiting? From the key press until the
 * browser has painted the list, with few rooms and with many; beside it the time of a
 * key press that changes nothing, in the same page.
 */
import type { Browser, Page } from '@playwright/test'
import { launchChromium } from '../scripts/tools/chromium.ts'
import { createRoom, register } from '../tests/client.ts'
import { password } from '../tests/password.ts'
import { startServer } from '../tests/server.ts'
import { median, quantile } from './show/figures.ts'

const rounds = 40
const few = 10
const many = 500

const server = await startServer({ LOG_LEVEL: 'silent' })
const browser = await launchChromium()
try {
  for (const rooms of [few, many]) await measure(browser, rooms)
} finally {
  await browser.close()
  await server.stop()
}

async function measure(browser: Browser, rooms: number) {
  const ana = await register(server.url, 'Ana')
  for (let n = 0; n < rooms; n++) await createRoom(ana, [], { name: `Room ${n}` })
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(ana.user.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('link', { name: /^Room 0/ })
    .first()
    .waitFor()

  const [opening, nothing]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    nothing.push(await painted(page, 'F9', 'body'))
    opening.push(await painted(page, 'Control+k', '[role=option]'))
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Go to a room or a person' }).waitFor({ state: 'detached' })
  }
  const [open, idle] = [median(opening), median(nothing)]
  console.log(
    `${rooms} rooms: opens in ${open.toFixed(0)} ms (95 of 100 within ${quantile(opening, 0.95).toFixed(0)} ms), a key that does nothing ${idle.toFixed(0)} ms, ratio ${(open / idle).toFixed(1)}`,
  )
  await context.close()
}

/** Milliseconds from the key until the frame that shows what was waited for is done. */
async function painted(page: Page, key: string, shows: string): Promise<number> {
  // Armed before the key is pressed: the page hears of both by different ways, and the key could come first.
  const armed = await page.evaluateHandle(
    (selector) => ({
      done: new Promise<number>((resolve) => {
        const look = (since: number) =>
          requestAnimationFrame(() => {
            if (!document.querySelector(selector)) return look(since)
            // A task after the frame's callbacks runs when the frame is painted.
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - since)
            port2.postMessage(null)
          })
        window.addEventListener('keydown', (event) => look(event.timeStamp), { once: true, capture: true })
      }),
    }),
    shows,
  )
  await page.keyboard.press(key)
  return armed.evaluate(({ done }) => done)
}
