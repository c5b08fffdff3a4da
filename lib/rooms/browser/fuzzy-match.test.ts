import { expect, test } from 'vitest'
import { fitOf } from './fuzzy-match.ts'

test.each([
  ['', 'General', 0],
  ['gen', 'General', 0],
  ['GÉN', 'general', 0],
  ['mar', 'Ana Maria', 1],
  ['era', 'General', 2],
  ['gnl', 'General', 7],
  ['am', 'Ana Maria', 6],
  ['bob bu', 'Bob Builder', 0],
  ['xyz', 'General', null],
  ['lareneg', 'General', null],
  ['eral gen', 'General', null],
  ['чат', 'Общий чат', 1],
  ['会议', '每周会议', 2],
])('%j in %j: %j', (typed, name, fit) => expect(fitOf(typed, name)).toBe(fit))

test('the better fit comes first', () => {
  const names = ['Old general store', 'Generations', 'Big general', 'Going near all lakes']
  const ranked = names
    .map((name) => [fitOf('gen', name), name] as const)
    .sort((a, b) => (a[0] ?? 99) - (b[0] ?? 99))
  expect(ranked[0]?.[1]).toBe('Generations')
  expect(ranked.at(-1)?.[1]).toBe('Going near all lakes')
})
