/*
 * The whole test run, one line a stage. Every stage runs, also after one that failed. What a failing stage
 * said stands under its line; at the end the lines of the stages and what failed stand once more, and last
 * `N passed, N failed`: the tests of Vitest and Playwright, and each other stage that failed.
 *   node scripts/test.ts [stage …]   only these stages
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { ensureCaddy } from './tools/caddy.ts'
import { ensureChromium } from './tools/chromium.ts'
import { ensureCoturn } from './tools/coturn.ts'
import { ensureFail2ban } from './tools/fail2ban.ts'
import { ensureFirefox } from './tools/firefox.ts'
import { ensureNetworks } from './tools/networks.ts'
import { ensureNginx } from './tools/nginx.ts'
import { refuseBaseUrl } from './tools/own-servers.ts'
import { ensurePgBouncer } from './tools/pgbouncer.ts'
import { ensurePostgres } from './tools/postgres.ts'
import { ensureRedis } from './tools/redis.ts'

refuseBaseUrl()

/** `failed` and `again` (at the second try only) are names of tests, each with what it said first. */
type Count = { passed: number; failed: string[]; again?: string[] }
type Outcome = { ok: boolean; said: string; count?: Count | undefined }

const reports = mkdtempSync(join(tmpdir(), 'rooms-reports-'))

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    let said = ''
    const child = spawn(command, args, {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stop = () => child.kill('SIGTERM')
    process.once('SIGTERM', stop)
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    child.on('error', (error) => resolve({ ok: false, said: String(error) }))
    child.on('close', (code) => {
      process.off('SIGTERM', stop)
      resolve({ ok: code === 0, said })
    })
  })
}

async function all(...commands: string[]): Promise<Outcome> {
  const outcomes: Outcome[] = []
  for (const command of commands) {
    const [program = '', ...args] = command.split(' ')
    outcomes.push(await run(program, args))
  }
  const failed = outcomes.filter((outcome) => !outcome.ok)
  return { ok: failed.length === 0, said: failed.map((outcome) => outcome.said).join('\n') }
}

async function vitest(project: string): Promise<Outcome> {
  const report = join(reports, `${project}.json`)
  const args = [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const outcome = await run('vitest', args)
  if (!existsSync(report)) return outcome
  const { numPassedTests, testResults }: VitestReport = JSON.parse(readFileSync(report, 'utf8'))
  return { ...outcome, count: { passed: numPassedTests, failed: testResults.flatMap(failedIn) } }
}

type VitestReport = {
  numPassedTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** A log may be cut at its end: what a test said first is told there once more. */
const named = (name: string, said = ''): string => {
  const lines = stripVTControlCharacters(said).split('\n')
  const own = lines.filter((line) => line.trim() !== '' && !/^\s+at (?!.*\/tests\/)/.test(line))
  return [name, ...own.slice(0, 8)].join('\n    ')
}

/** Of one file; its path where it came to no test. */
const failedIn = ({
  name,
  status,
  message,
  assertionResults,
}: VitestReport['testResults'][number]): string[] => {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (status === 'failed' && failed.length === 0) return [named(name, message)]
  return failed.map(({ fullName, failureMessages }) => named(fullName, failureMessages[0]))
}

async function playwright(...projects: string[]): Promise<Outcome> {
  const report = join(reports, `${projects[0]}.json`)
  const args = ['test', '--reporter=line,json,html', ...projects.map((name) => `--project=${name}`)]
  const outcome = await run('playwright', args, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    PLAYWRIGHT_HTML_OUTPUT_DIR: `playwright-report/${projects[0]}`,
    PLAYWRIGHT_HTML_OPEN: 'never',
  })
  if (!existsSync(report)) return outcome
  const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'))
  const passed = stats.expected + stats.flaky
  // What passed at the second try only is told, because it may be a fault that comes and goes.
  const count = { passed, failed: titlesIn(suites, 'unexpected'), again: titlesIn(suites, 'flaky') }
  return { ...outcome, count }
}

type Suite = {
  suites?: Suite[]
  specs?: { title: string; tests: { status: string; results: { errors: PlaywrightError[] }[] }[] }[]
}
type PlaywrightError = { message?: string; location?: { file: string; line: number } }

/** Of a test that ran out of time the first error names no place: where it stood is in the next. */
const saidBy = ({ message = '', location }: PlaywrightError): string =>
  location ? `${relative(process.cwd(), location.file)}:${location.line} ${message}` : message

const titlesIn = (suites: Suite[], wanted: string): string[] =>
  suites.flatMap(({ suites = [], specs = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === wanted)
        .map(({ results }) => {
          const failed = results.find(({ errors }) => errors.length > 0)
          return named(title, failed?.errors.map(saidBy).join('\n'))
        }),
    ),
    ...titlesIn(suites, wanted),
  ])

/** What is missing is installed where that is possible; otherwise one line says what to install. */
function tools(): Promise<Outcome> {
  const programs = [
    ensurePostgres,
    ensurePgBouncer,
    ensureRedis,
    ensureChromium,
    ensureFirefox,
    ensureCoturn,
    ensureNetworks,
    ensureNginx,
    ensureCaddy,
    ensureFail2ban,
  ]
  const missing = programs.flatMap((ensure) => {
    try {
      ensure()
      return []
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  })
  return Promise.resolve({ ok: missing.length === 0, said: missing.join('\n') })
}

type Stage = () => Promise<Outcome>

/** One after the other, and those of one group at once: none of these has two cores' worth to do. */
const groups: Record<string, Stage>[] = [
  { tools },
  {
    lint: () => all('biome check --error-on-warnings .', 'knip'),
    regexps: () => all('node scripts/regexps.ts'),
    types: () => all('next typegen', 'tsc --noEmit'),
    migrations: () => all('node scripts/migrations.ts check'),
  },
  { sqlite: () => vitest('sqlite') },
  { postgres: () => vitest('postgres') },
  { build: () => all('node scripts/prepare.mjs') },
  { server: () => vitest('server') },
  { processes: () => vitest('processes') },
  { timed: () => vitest('timed') },
  { pages: () => playwright('pages', 'notifications') },
  { calls: () => playwright('calls') },
]

const wanted = process.argv.slice(2)
const total = { passed: 0, failed: [] as string[], again: [] as string[], lines: [] as string[] }

async function go(name: string, stage: Stage) {
  const began = Date.now()
  const outcome = await stage()
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  const { passed = 0, failed = [], again = [] } = outcome.count ?? {}
  const counted = outcome.count ? `, ${passed} passed${failed.length ? `, ${failed.length} failed` : ''}` : ''
  const line = `${outcome.ok ? '✓' : '✗'} ${name.padEnd(10)} ${seconds.padStart(6)} s${counted}`
  console.log(line)
  total.lines.push(line)
  if (!outcome.ok) console.log(outcome.said.trim())
  total.passed += passed
  total.again.push(...again.map((title) => `${name}, at the second try only: ${title}`))
  total.failed.push(...failed.map((title) => `${name}: ${title}`))
  // One that fails without a failing test (lint, a crash) counts as one.
  if (!outcome.ok && failed.length === 0) total.failed.push(name)
}

for (const group of groups) {
  const asked = Object.entries(group).filter(([name]) => wanted.length === 0 || wanted.includes(name))
  await Promise.all(asked.map(([name, stage]) => go(name, stage)))
}
rmSync(reports, { recursive: true, force: true })
if (total.failed.length > 0) console.log(total.lines.join('\n'))
for (const title of total.again) console.log(`~ ${title}`)
for (const title of total.failed) console.log(`✗ ${title}`)
console.log(`${total.passed} passed, ${total.failed.length} failed`)
process.exitCode = total.failed.length === 0 ? 0 : 1
