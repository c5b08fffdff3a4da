import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { daysAgo } from './days.ts'

const own = process.env.TZ
afterAll(() => {
  if (own === undefined) delete process.env.TZ
  else process.env.TZ = own
})

/** Zones whose days had 23, 25, 23.5 and 24 hours, began at one o'clock, or were left out altogether. */
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'UTC',
]

test.each([
  ['America/New_York', [2026, 2, 8, 12, 0], [2026, 2, 9, 0, 30], 1],
  ['America/New_York', [2026, 2, 7, 23, 59], [2026, 2, 9, 0, 30], 2],
  ['America/New_York', [2026, 10, 1, 0, 10], [2026, 10, 1, 23, 50], 0],
  ['America/New_York', [2026, 9, 31, 23, 50], [2026, 10, 1, 23, 50], 1],
  ['Europe/Berlin', [2026, 2, 29, 0, 1], [2026, 2, 30, 0, 0], 1],
  ['America/Santiago', [2026, 8, 5, 23, 59], [2026, 8, 6, 1, 0], 1],
  ['UTC', [2026, 11, 31, 23, 59], [2027, 0, 1, 0, 0], 1],
  ['UTC', [2026, 0, 1, 0, 0], [2025, 11, 31, 23, 59], -1],
] as [string, [number, number, number, number, number], [number, number, number, number, number], number][])(
  'in %s from %j to %j',
  (zone, at, now, days) => {
    process.env.TZ = zone
    expect(daysAgo(new Date(...at), new Date(...now))).toBe(days)
  },
)

test('the day before a day is yesterday at every hour of both, in every zone', () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 })
  const day = fc.integer({ min: 0, max: 366 * 30 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), day, fc.nat(3), minute, minute, (zone, on, back, then, now) => {
      process.env.TZ = zone
      const at = new Date(2010, 0, 1 + on, 0, then)
      // A minute that the clock leaves out is one of the next hour, never of the next day, but at midnight.
      fc.pre(at.getDate() === new Date(2010, 0, 1 + on, 12).getDate())
      const today = new Date(2010, 0, 1 + on + back, 0, now)
      fc.pre(today.getDate() === new Date(2010, 0, 1 + on + back, 12).getDate())
      expect(daysAgo(at, today)).toBe(back)
    }),
    { numRuns: 5_000 },
  )
})
