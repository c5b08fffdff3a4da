/*
 * Checks an instance that runs: BASE_URL=https://rooms.example.org npm run qa (docs/qa.md).
 *   -- --only calls,proxy   these flows alone
 *   -- --browser firefox    in this browser alone: chromium, phone, firefox, webkit
 *   -- --shard 1/3          a third of them; merge: -- --merge FOLDER
 *   -- --retries 0          tries nothing twice
 *   -- --clean              removes what runs that were killed have left, and checks nothing
 *   -- --insecure           takes any certificate
 *   -- --flows FOLDER       flows of one's own, *.flow.ts
 * Ends with 0 when all was proven, 1 when something failed or is left, 2 when it could not begin, 3 when
 * nothing failed but something could not be checked.
 */
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureChromium } from '../scripts/tools/chromium.ts'
import { requireBrowsers } from './browsers.ts'
import { askInstance } from './instance/ask.ts'
import { clean } from './instance/clean.ts'
import { wayInto } from './instance/ways-in.ts'
import type { Outcome } from './report/outcome.ts'
import { type QaSettings, readSettings } from './settings.ts'

process.exitCode = await check().catch((error: Error) => {
  console.error(error.message)
  return 2
})

async function check(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      browser: { type: 'string' },
      shard: { type: 'string' },
      merge: { type: 'string' },
      retries: { type: 'string' },
      clean: { type: 'boolean' },
      insecure: { type: 'boolean' },
      flows: { type: 'string' },
    },
  })
  if (values.insecure) Object.assign(process.env, { QA_INSECURE: '1', NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  if (values.flows) process.env.QA_FLOWS = values.flows
  if (values.shard) process.env.QA_SHARD = values.shard
  const settings = readSettings()
  Object.assign(process.env, { QA_RUN: settings.run })
  const instance = await askInstance(settings.url)
  if (values.clean) return removed(settings)

  const way = await wayInto(instance, settings.given)
  ensureChromium()
  requireBrowsers(listed(values.browser))
  rmSync(join(settings.folder, 'summary.json'), { force: true })
  console.log(`${instance.name} ${instance.build} at ${settings.url}`)
  console.log('told' in way ? `Accounts are ${way.told}\n` : `No accounts: ${way.reason}\n`)
  const config = ['-c', join(import.meta.dirname, 'playwright.config.ts')]
  const args = values.merge
    ? ['merge-reports', ...config, values.merge]
    : [
        'test',
        ...config,
        ...listed(values.only).map((name) => `/${name}\\.flow`),
        ...listed(values.browser).map((name) => `--project=${name}`),
        ...(values.retries ? [`--retries=${values.retries}`] : []),
        ...(values.shard ? [`--shard=${values.shard}`] : []),
      ]
  const code = await playwright(args)
  const isLeft = values.merge ? 0 : await removed(settings, settings.run)
  const told = verdict(settings, code)
  return isLeft || told
}

function listed(names = ''): string[] {
  return names.split(',').filter(Boolean)
}

/** Runs Playwright to its end: a signal is for it too, and what it has made is removed after it. */
function playwright(args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn('playwright', args, { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal))
    child.on('error', (error) => {
      console.error(error.message)
      resolve(2)
    })
    child.on('close', (code) => resolve(code ?? 130))
  })
}

async function removed({ given, journal }: QaSettings, run?: string): Promise<number> {
  const { removed, kept } = await clean(journal, given, run)
  if (removed > 0) console.log(`Removed ${removed} accounts of the kit, with their rooms.`)
  if (kept.length === 0) return 0
  console.error(`Still there; \`npm run qa -- --clean\` tries again:\n  ${kept.join('\n  ')}`)
  return 1
}

function verdict({ folder }: QaSettings, code: number): number {
  try {
    const { flows } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as Outcome
    console.log(`The summary to hand on: ${join(folder, 'summary.html')}`)
    if (code !== 0 || flows.some(({ verdict }) => verdict === 'not proven')) return 1
    return flows.some(({ verdict }) => verdict === 'not checked') ? 3 : 0
  } catch {
    return code || 2
  }
}
