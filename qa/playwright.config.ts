import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, devices, firefox, type Project, webkit } from '@playwright/test'
import { findChromium } from '../scripts/tools/chromium.ts'
import { withDevices } from '../scripts/tools/devices.ts'
import { readSettings } from './settings.ts'

const { faults, folder, flows, insecure, run, shard } = readSettings()
const chromium = { launchOptions: withDevices(findChromium()), permissions: ['camera', 'microphone'] }
const phone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true }
/** Firefox draws its own camera, and asks nobody. */
const firefoxUserPrefs = { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true }
/** What asks the server, not the browser, is asked once. */
const once = /@once/

const everywhere: (Project & { program: string | undefined })[] = [
  { name: 'chromium', program: findChromium(), use: { ...devices['Desktop Chrome'], ...chromium } },
  {
    name: 'phone',
    program: findChromium(),
    grep: /@phone/,
    use: { ...devices['Desktop Chrome'], ...chromium, ...phone },
  },
  {
    name: 'firefox',
    program: firefox.executablePath(),
    grepInvert: once,
    use: { ...devices['Desktop Firefox'], launchOptions: { firefoxUserPrefs } },
  },
  { name: 'webkit', program: webkit.executablePath(), grepInvert: once, use: devices['Desktop Safari'] },
]
const installed = everywhere.filter(({ program }) => program !== undefined && existsSync(program))

/** The flows of the kit against the instance that BASE_URL names; qa/command.ts is what runs it. */
export default defineConfig({
  testDir: flows,
  testMatch: '**/*.flow.ts',
  // An instance that people use is not broken on purpose, and nobody misses that.
  testIgnore: faults ? [] : '**/faults.flow.ts',
  outputDir: join(folder, 'traces'),
  forbidOnly: true,
  // An instance that others use is asked by one after the other.
  workers: 1,
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  metadata: { run, missing: everywhere.filter((one) => !installed.includes(one)).map(({ name }) => name) },
  reporter: [
    ['./report/summary-reporter.ts', { folder }],
    ['html', { outputFolder: join(folder, 'html'), open: 'never' }],
    ['json', { outputFile: join(folder, 'playwright.json') }],
    ...(shard ? [['blob', { outputDir: join(folder, 'shards') }] as [string, object]] : []),
    ['junit', { outputFile: join(folder, 'junit.xml') }],
  ],
  use: {
    ignoreHTTPSErrors: insecure,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: installed.map(({ program: _, ...project }) => project),
})
