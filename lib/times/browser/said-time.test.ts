import { expect, test } from 'vitest'
import { fieldTime } from './choices.ts'
import { saidTime } from './said-time.ts'

const now = new Date('2026-02-04T13:20')

test.each([
  ['in 20 minutes', '2026-02-04T13:40'],
  ['20m', '2026-02-04T13:40'],
  ['20 min', '2026-02-04T13:40'],
  [' In  an  Hour ', '2026-02-04T14:20'],
  ['in a day', '2026-02-05T13:20'],
  ['2h', '2026-02-04T15:20'],
  ['in 3 days', '2026-02-07T13:20'],
  ['tomorrow', '2026-02-05T09:00'],
  ['tomorrow at 14:30', '2026-02-05T14:30'],
  ['today at 18:05', '2026-02-04T18:05'],
  ['at 15:00', '2026-02-04T15:00'],
])('%j', (words, at) => {
  const said = saidTime(words, now)
  expect(said && fieldTime(said)).toBe(at)
})

test.each([
  '',
  'today',
  'at',
  'at 9:00',
  'at 25:00',
  'at 12:60',
  'in 0 minutes',
  'in 20 minutes buy milk',
  'in 5 years',
  'soon',
  '20',
  'in 5 constructors',
])('%j says no time to come', (words) => {
  expect(saidTime(words, now)).toBeNull()
})
