import { stripVTControlCharacters } from 'node:util'
import type { FullConfig, TestCase, TestResult, TestStep } from '@playwright/test/reporter'

export type Verdict = 'proven' | 'at the second try' | 'not proven' | 'not checked'
export type Flow = {
  /** What a manager reads: `Calls`, and what was to be proven. */
  area: string
  title: string
  where: string
  verdict: Verdict
  /** What it proves, each by itself; a flow without parts is one proof. */
  proofs: string[]
  /** Which part failed and how, or why nothing was checked. */
  reason: string | null
  seconds: number
}
export type Outcome = {
  url: string
  instance: string
  way: string
  run: string
  began: string
  seconds: number
  versions: string[]
  /** Browsers that are not installed. */
  missing: string[]
  flows: Flow[]
  proofs: number
}

export function flowOf(test: TestCase): Flow {
  const last = test.results.at(-1)
  const [area = '', ...rest] = test.title.split(': ')
  const parts = last?.steps.filter(({ category }) => category === 'test.step') ?? []
  const verdict = verdictOf(test)
  return {
    area,
    title: rest.join(': ') || area,
    where: test.parent.project()?.name ?? '',
    verdict,
    proofs: parts.length > 0 ? parts.filter(({ error }) => !error).map(({ title }) => title) : [],
    reason: verdict === 'proven' ? null : reasonOf(test, last, parts),
    seconds: Math.round(test.results.reduce((sum, { duration }) => sum + duration, 0) / 100) / 10,
  }
}

function verdictOf(test: TestCase): Verdict {
  const outcomes = {
    skipped: 'not checked',
    expected: 'proven',
    unexpected: 'not proven',
    flaky: 'at the second try',
  }
  return outcomes[test.outcome()] as Verdict
}

function reasonOf(test: TestCase, last: TestResult | undefined, parts: TestStep[]): string {
  const skipped = [...test.annotations, ...(last?.annotations ?? [])].find(({ type }) => type === 'skip')
  if (skipped?.description) return skipped.description
  if (test.outcome() === 'skipped') return 'it was not reached'
  const failed = test.results.find(({ error }) => error)
  const part = parts.find(({ error }) => error)?.title
  return [part, plain(failed?.error?.message ?? 'no reason was told')].filter(Boolean).join(': ')
}

/** The first lines, without colours, and without what they were written as. */
const plain = (words: string): string =>
  stripVTControlCharacters(words)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('expect('))
    .slice(0, 4)
    .join(' ')
    .replace(/^Error: /, '')
    .slice(0, 400)

/** A flow that was proven counts by its parts, or as one. */
export const proofsIn = (flows: Flow[]): number =>
  flows
    .filter(({ verdict }) => verdict === 'proven' || verdict === 'at the second try')
    .reduce((sum, { proofs }) => sum + Math.max(proofs.length, 1), 0)

export const runOf = ({ metadata }: FullConfig): { run: string; missing: string[] } => ({
  run: String(metadata.run ?? ''),
  missing: (metadata.missing as string[] | undefined) ?? [],
})
