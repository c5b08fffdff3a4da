import { expect, test } from 'vitest'
import { elapsed } from './elapsed.ts'

test('a clock that begins with the first part that counts', () => {
  expect(elapsed(5_999)).toBe('0:05')
  expect(elapsed(754_000)).toBe('12:34')
  expect(elapsed(3_723_000)).toBe('1:02:03')
  expect(elapsed(-20_000), 'by a clock that is slow').toBe('0:00')
})
