import { defineConfig, devices } from '@playwright/test'
import { findChromium, findHeadless } from './scripts/tools/chromium.ts'
import { withDevices } from './scripts/tools/devices.ts'
import { refuseBaseUrl } from './scripts/tools/own-servers.ts'

refuseBaseUrl()

const notifications = '**/notifications.spec.ts'
/** Where cameras of several people are encoded and decoded. */
const calls = '**/call-*.spec.ts'

/**
 * The server under test is a fixture (tests/fixtures.ts): built, on a free port, with an empty data folder.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  // Pages wait more than they work: on two cores two of them go at once, and calls by themselves
  // (scripts/test.ts).
  workers: 2,
  forbidOnly: true,
  // A slow machine under load takes ten times as long as a good one; nobody waits that long unless
  // something failed.
  timeout: 120_000,
  // A small machine under load can lose a minute to the browser's own
  // closing; what fails twice is a fault of ours.
  retries: 1,
  expect: { timeout: 20_000 },
  reporter: 'line',
  use: {
    ...devices['Desktop Chrome'],
    permissions: ['camera', 'microphone'],
    // Recording every test would cost half as much again as running it.
    trace: 'on-first-retry',
    launchOptions: withDevices(findHeadless()),
  },
  projects: [
    { name: 'pages', testIgnore: [notifications, calls] },
    { name: 'calls', testMatch: calls, workers: 1 },
    { name: 'notifications', testMatch: notifications, use: { launchOptions: withDevices(findChromium()) } },
  ],
})
