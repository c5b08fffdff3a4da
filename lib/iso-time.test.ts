import { expect, test } from 'vitest'
import { isoTime } from './iso-time.ts'

test('is what Date writes, over days and years and before 1970', () => {
  const moments = [
    -1, 0, 1, 59_999, 86_399_999, 86_400_000, 951_782_400_000, 1_764_547_199_999, 4_102_444_800_000,
  ]
  // Each twice, and from day to day: the day before is remembered.
  for (const ms of [...moments, ...moments.toReversed()]) expect(isoTime(ms)).toBe(new Date(ms).toISOString())
})

test('refuses what is no time', () => {
  expect(() => isoTime(Number.NaN)).toThrow(RangeError)
})
