import { existsSync } from 'node:fs'
import { devices, firefox, type Project, webkit } from '@playwright/test'
import { findChromium } from '../scripts/tools/chromium.ts'
import { withDevices } from '../scripts/tools/devices.ts'

/** What flows run in, and the program that does it; undefined where it is not installed. */
type Browser = Project & { name: string; program: string | undefined }

const phone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true }
/** Firefox draws its own camera, and asks nobody. */
const firefoxUserPrefs = { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true }
/** What asks the server, not the browser, is asked once. */
const once = /@once/
const there = (path: string) => (existsSync(path) ? path : undefined)

export function browsers(): Browser[] {
  const program = findChromium()
  const chromium = { launchOptions: withDevices(program), permissions: ['camera', 'microphone'] }
  const desktop = { ...devices['Desktop Chrome'], ...chromium }
  return [
    { name: 'chromium', program, use: desktop },
    { name: 'phone', program, grep: /@phone/, use: { ...desktop, ...phone } },
    {
      name: 'firefox',
      program: there(firefox.executablePath()),
      grepInvert: once,
      use: { ...devices['Desktop Firefox'], launchOptions: { firefoxUserPrefs } },
    },
    {
      name: 'webkit',
      program: there(webkit.executablePath()),
      grepInvert: once,
      use: devices['Desktop Safari'],
    },
  ]
}

/** Refuses, in words, what is no browser of the kit, or is not installed. */
export function requireBrowsers(wanted: readonly string[]): void {
  const known = browsers()
  for (const name of wanted) {
    const browser = known.find((one) => one.name === name)
    if (!browser)
      throw new Error(`There is no browser ${name}; there are ${known.map((one) => one.name).join(', ')}`)
    if (browser.program === undefined)
      throw new Error(
        `${name} is not installed here, so nothing can be said of it: npx playwright install ${name}`,
      )
  }
}
