import { expect, test } from 'vitest'
import { isOpened, mayBeTall, setOpened } from './folding.ts'

test('what cannot fill a window is never measured', () => {
  expect(mayBeTall('a'.repeat(600))).toBe(false)
  expect(mayBeTall('a\n'.repeat(14))).toBe(false)
  expect(mayBeTall('a'.repeat(601))).toBe(true)
  expect(mayBeTall('\n'.repeat(15))).toBe(true)
})

test('what was opened stays open, as far as this can be remembered', () => {
  for (let at = 0; at < 301; at++) setOpened(`${at}`, true)
  expect([isOpened('0'), isOpened('1'), isOpened('300')]).toEqual([false, true, true])
  setOpened('300', false)
  expect(isOpened('300')).toBe(false)
})
