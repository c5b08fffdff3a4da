import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { msOf } from '../qa/faults/durations.ts'
import { forget, leftOf, openJournal } from '../qa/instance/journal.ts'
import { type Flow, type Outcome, proofsIn } from '../qa/report/outcome.ts'
import { summaryPage } from '../qa/report/summary-page.ts'
import { summaryText, verdictOn } from '../qa/report/summary-text.ts'
import { readSettings } from '../qa/settings.ts'
import { temporaryFolder } from '../scripts/tools/program.ts'

test('what a run made is known until it is gone, also when the run ended in the middle of a line', () => {
  const folder = join(temporaryFolder('journal'), 'notes')
  expect(leftOf(folder)).toEqual([])
  const journal = openJournal(folder, 'one')
  const made = (email: string) => ({ url: 'https://rooms.example.org', email, password: 'secret' })
  for (const email of ['a@example.org', 'b@example.org']) journal.willMake(made(email))
  journal.isGone('a@example.org')
  appendFileSync(join(folder, 'one.ndjson'), '{"made":{"url":"https://')
  expect(leftOf(folder)).toEqual([{ file: join(folder, 'one.ndjson'), left: [made('b@example.org')] }])
  expect(leftOf(folder, 'another')).toEqual([])
  for (const { file } of leftOf(folder)) forget(file)
  expect(readdirSync(folder)).toEqual([])
})

const flow = (verdict: Flow['verdict'], proofs: string[] = [], reason: string | null = null): Flow => ({
  area: 'Calls',
  title: `is <${verdict}>`,
  where: 'chromium',
  verdict,
  proofs,
  reason,
  seconds: 1,
})
const outcome = (flows: Flow[]): Outcome => ({
  url: 'https://rooms.example.org',
  instance: 'Rooms 1',
  way: 'made by registering',
  run: 'one',
  began: '2026-01-01T00:00:00.000Z',
  seconds: 61,
  versions: [],
  missing: ['webkit'],
  flows,
  proofs: proofsIn(flows),
})

test('a summary hides neither what failed, nor what was not checked, nor a second try', () => {
  const well = [flow('proven', ['one', 'two']), flow('proven')]
  expect(verdictOn(outcome(well))).toBe('Nothing failed: 3 proofs')
  const unchecked = flow('not checked', [], 'no account')
  expect(verdictOn(outcome([...well, unchecked]))).toBe(
    'Nothing failed: 3 proofs; 1 of 3 flows could not be checked',
  )
  const all = outcome([...well, unchecked, flow('at the second try'), flow('not proven', ['three'], 'deaf')])
  expect(verdictOn(all)).toBe('1 of 5 flows failed')
  expect(all.proofs, 'what failed proves nothing, also in its parts').toBe(4)
  expect(verdictOn(outcome([]))).toBe('Nothing was checked')
  for (const told of [summaryText(all), summaryPage(all)])
    for (const words of ['no account', 'deaf', 'second try only', 'webkit']) expect(told).toContain(words)
  expect(summaryPage(all)).toContain('is &lt;not proven&gt;')
})

test('faults of its settings are told by variable, and times are read as people write them', () => {
  const faulty = { QA_ADMIN_EMAIL: 'ada@example.org', QA_EMAIL: 'ada@example.org' }
  for (const [name, value] of Object.entries({ ...faulty, BASE_URL: 'rooms.example.org' }))
    expect(() => readSettings({ BASE_URL: 'https://rooms.example.org', [name]: value })).toThrow(
      name === 'QA_ADMIN_EMAIL' ? '  QA_ADMIN_PASSWORD: ' : `  ${name}: `,
    )
  expect(() => readSettings({})).toThrow('  BASE_URL: ')
  expect(readSettings({ BASE_URL: 'https://rooms.example.org/rooms', QA_EMAIL: '' }).url).toBe(
    'https://rooms.example.org',
  )
  expect([msOf('500 ms'), msOf('10 s'), msOf('-1 h')]).toEqual([500, 10_000, -3_600_000])
})
