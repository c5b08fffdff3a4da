import { expect, test } from 'vitest'
import { createReading } from './reading.ts'

const reader = (start: number) => {
  const told: number[] = []
  let answer = () => {}
  const reading = createReading(
    start,
    (seq) => {
      told.push(seq)
      return new Promise((resolve) => {
        answer = () => resolve({ lastReadSeq: seq })
      })
    },
    () => {},
  )
  const answered = async () => {
    answer()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { reading, told, answered }
}

test('many marks become two requests: the first and the latest', async () => {
  const { reading, told, answered } = reader(0)
  for (const seq of [1, 2, 3, 4]) reading.seen(seq)
  expect(reading.lastRead()).toBe(4)
  await answered()
  await answered()
  expect(told).toEqual([1, 4])
})

test('marked as unread stays so while the messages are still on screen', () => {
  const { reading } = reader(9)
  reading.unreadFrom(5)
  reading.seen(9)
  expect(reading.lastRead()).toBe(4)
  reading.readTo(9)
  expect(reading.lastRead()).toBe(9)
})
