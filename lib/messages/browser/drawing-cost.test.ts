import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mostParts, partsOf } from '#lib/messages/markdown/markdown.ts'
import { filled, full } from '../../../tests/hostile.ts'
import { awaitInk, inkBottle, takeInk } from './drawing-cost.ts'

const heavy = (at: number) => `${at} ${filled('*a* *b*\n\n', full - 10)}`
const light = (at: number) => `**Hello** ${at}, _how_ are you?`

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

test('a bottle is enough for any one message, and for a window of common ones beside what is left of it', () => {
  for (const content of [heavy(0), filled('**b** '), filled('a', 100_000), filled('- a\n', 100_000)])
    expect(inkBottle()(content)).toBe(true)
  const take = inkBottle()
  const drawn = Array.from({ length: 50 }, (_, at) => [heavy(at), light(at)])
    .flat()
    .filter(take)
  expect(drawn.filter((content) => content.length > full / 2)).toHaveLength(1)
  expect(drawn.filter((content) => content.length < 100)).toHaveLength(50)
})

test('what a bottle gives out is bounded, whatever the sizes', () => {
  const take = inkBottle()
  const contents = Array.from({ length: 400 }, (_, at) => `${at} ${filled('*a* ', 4 * (1 + (at % 300)))}`)
  const parts = contents
    .filter((content) => content.length > 400)
    .filter(take)
    .reduce((sum, content) => sum + partsOf(content), 0)
  expect(parts).toBeLessThanOrEqual(3 * mostParts)
})

test('heavy messages are drawn in turns, first come, first served; one that has gone is passed over', () => {
  const contents = Array.from({ length: 5 }, (_, at) => heavy(at))
  const drawn = [...contents, light(0)].filter(takeInk)
  expect(drawn).toEqual([light(0)])
  const stops = contents.map((content) => awaitInk(content, () => drawn.push(content)))
  stops[1]?.()
  vi.advanceTimersToNextTimer()
  expect(drawn).toEqual([light(0), contents[0]])
  vi.runAllTimers()
  expect(drawn).toEqual([light(0), ...[0, 2, 3, 4].map((at) => contents[at])])
})
