import { expect, test } from 'vitest'
import { endOf } from './status-ends.ts'

const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts)

test('a status ends by the clock of whoever sets it', () => {
  const wednesday = at(2026, 6, 15, 23, 45)
  expect(endOf('never', wednesday)).toBeNull()
  expect(endOf('halfHour', wednesday)).toEqual(at(2026, 6, 16, 0, 15))
  expect(endOf('hour', wednesday)).toEqual(at(2026, 6, 16, 0, 45))
  expect(endOf('today', wednesday)).toEqual(at(2026, 6, 16))
  expect(endOf('week', wednesday)).toEqual(at(2026, 6, 20))
  expect(endOf('week', at(2026, 6, 19, 12)), 'on a Sunday').toEqual(at(2026, 6, 20))
  expect(endOf('week', at(2026, 6, 20)), 'on a Monday').toEqual(at(2026, 6, 27))
})
