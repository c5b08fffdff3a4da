import { afterEach, expect, test, vi } from 'vitest'
import { bucket } from './token-bucket.ts'

afterEach(() => void vi.useRealTimers())

test('gives what was saved up at once, and then as fast as it fills', () => {
  vi.useFakeTimers()
  const { take } = bucket(10, 3)
  expect([take(), take(), take()]).toEqual([0, 0, 0])
  expect(take()).toBe(100)
  vi.advanceTimersByTime(100)
  expect(take()).toBe(0)
})

test('a clock that is set back locks nobody out', () => {
  vi.useFakeTimers()
  const { take } = bucket(10, 1)
  expect(take()).toBe(0)
  vi.setSystemTime(Date.now() - 60_000)
  expect(take()).toBeLessThanOrEqual(100)
  vi.advanceTimersByTime(100)
  expect(take()).toBe(0)
})
