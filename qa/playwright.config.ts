import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { browsers } from './browsers.ts'
import { readSettings } from './settings.ts'

const { faults, folder, flows, insecure, run, shard } = readSettings()
const installed = browsers().filter(({ program }) => program !== undefined)
const missing = browsers().filter(({ program }) => program === undefined)

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
  metadata: { run, missing: missing.map(({ name }) => name) },
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
