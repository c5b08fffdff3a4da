import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { refuseBaseUrl } from './scripts/tools/own-servers.ts'

refuseBaseUrl()

const rules = globSync('lib/**/*.test.ts')
const askDatabase = rules.filter((file) =>
  /\/(world|factories)\.ts|#lib\/db\//.test(readFileSync(file, 'utf8')),
)

/*
 * sqlite     rules and everything else that needs no server, on the embedded database
 * postgres   those of them that ask a database once more, on PostgreSQL, started for the run
 * server     a real server process: who may do what, HTTP, sockets; needs a build
 * processes  what becomes of processes: crashes, outages, several of them, commands beside them; needs a build
 * timed      what counts seconds, or drives a browser: one file at a time; needs a build
 */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is awaited comes at once, and a second later where others have the machine.
    expect: { poll: { timeout: 20_000 } },
    // Loading everything anew for each file would take longer than the tests. Each
    // makes a database or a server of its own.
    isolate: false,
    // Left to itself Vitest keeps a core free, which of two is half.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'sqlite', include: [...rules, 'tests/*.test.ts'], env: { DATABASE_URL: '' } },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: askDatabase,
          // The scheme decides the dialect when the schema is first
          // imported; each test file makes its own database.
          env: { DATABASE_URL: 'postgres://' },
          globalSetup: 'tests/postgres.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/{access,http,sockets}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['tests/processes/**/*.test.ts'],
          // Ten commands one after the other, beside the servers of another file, take a minute.
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'timed',
          include: ['tests/timed/**/*.test.ts'],
          // What else the machine is busy with is gone the next time; what is slow is slow again.
          retry: 1,
          fileParallelism: false,
        },
      },
    ],
  },
})
