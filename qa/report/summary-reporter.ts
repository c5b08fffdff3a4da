import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FullConfig, FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { askInstance } from '../instance/ask.ts'
import { wayInto } from '../instance/ways-in.ts'
import { readSettings } from '../settings.ts'
import { flowOf, type Outcome, proofsIn, runOf } from './outcome.ts'
import { summaryPage } from './summary-page.ts'
import { summaryText } from './summary-text.ts'

/** Says each flow as it ends, and writes the summary: a page to hand on, and the same as JSON. */
export default class SummaryReporter implements Reporter {
  private readonly folder: string
  private config: FullConfig | undefined
  private suite: Suite | undefined

  constructor({ folder }: { folder: string }) {
    this.folder = folder
  }

  onBegin(config: FullConfig, suite: Suite) {
    this.config = config
    this.suite = suite
  }

  onTestEnd(test: TestCase) {
    const willTryAgain = test.outcome() === 'unexpected' && test.results.length <= test.retries
    const { where, area, title, verdict, seconds } = flowOf(test)
    console.log(`${willTryAgain ? 'trying again' : verdict}  ${area}: ${title} (${where}, ${seconds} s)`)
  }

  onError({ message }: { message?: string }) {
    console.error(message)
  }

  async onEnd({ startTime, duration }: FullResult) {
    if (!this.config || !this.suite) return
    const { url, given } = readSettings()
    const instance = await askInstance(url).catch(() => null)
    const way = instance && (await wayInto(instance, given).catch(() => null))
    const tests = this.suite.allTests()
    const flows = tests.map(flowOf)
    const browsers = tests.flatMap(({ annotations, results }) =>
      [...annotations, ...results.flatMap((one) => one.annotations)]
        .filter(({ type }) => type === 'browser')
        .map(({ description = '' }) => description),
    )
    const outcome: Outcome = {
      url,
      instance: instance ? `${instance.name} ${instance.build}` : 'does not answer any more',
      way: way ? ('told' in way ? way.told : `none: ${way.reason}`) : 'not told',
      ...runOf(this.config),
      began: startTime.toISOString(),
      seconds: Math.round(duration / 1_000),
      versions: [...new Set(browsers), `Playwright ${this.config.version}`, `Node ${process.version}`],
      flows,
      proofs: proofsIn(flows),
    }
    mkdirSync(this.folder, { recursive: true })
    writeFileSync(join(this.folder, 'summary.json'), JSON.stringify(outcome, null, 2))
    writeFileSync(join(this.folder, 'summary.html'), summaryPage(outcome))
    console.log(`\n${summaryText(outcome)}`)
  }

  printsToStdio() {
    return true
  }
}
