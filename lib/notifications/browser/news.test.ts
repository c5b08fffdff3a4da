import { expect, test } from 'vitest'
import { createNewsOf } from './news.ts'

const at = (lastSeq: number, more = {}) => ({ roomId: 'r', lastSeq, ...more })

test('words are news although a line that is unread for nobody was the last within the same second', () => {
  const isNews = createNewsOf()
  expect(isNews(at(4))).toBe(true)
  expect(isNews(at(6, { quiet: [6] })), '5 were somebody’s words').toBe(true)
  expect(isNews(at(8, { quiet: [7, 8] }))).toBe(false)
  expect(isNews(at(10, { quiet: [9], own: [10] })), 'one wrote oneself').toBe(false)
  expect(isNews(at(9)), 'another process tells it late').toBe(false)
  expect(isNews(at(11))).toBe(true)
})

test('of a room that was never heard of before, what is told decides', () => {
  expect(createNewsOf()(at(6, { quiet: [6] }))).toBe(false)
  expect(createNewsOf()(at(6, { quiet: [4, 6] }))).toBe(true)
  expect(createNewsOf()(at(6))).toBe(true)
})
