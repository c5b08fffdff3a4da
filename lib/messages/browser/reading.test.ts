import { expect, test } from 'vitest'
import { createReading } from './reading.ts'

const reader = (start: number) => {
  const told: number[] = []
  const forward: boolean[] = []
  let answer = (_place?: number) => {}
  const reading = createReading(
    start,
    (seq, onlyForward) => {
      told.push(seq)
      forward.push(onlyForward)
      return new Promise((resolve) => {
        answer = (place = seq) => resolve({ lastReadSeq: place })
      })
    },
    () => {},
  )
  const answered = async (place?: number) => {
    answer(place)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { reading, told, forward, answered }
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

test('marked as unread in another tab holds here too, until it is read there', () => {
  const { reading } = reader(9)
  reading.heard(4)
  reading.seen(9)
  expect(reading.lastRead()).toBe(4)
  reading.heard(9)
  reading.seen(10)
  expect(reading.lastRead()).toBe(10)
})

test('the echo of an own mark, overtaken by a later one, is not somebody marking as unread', () => {
  const { reading, told } = reader(0)
  reading.seen(5)
  reading.seen(6)
  reading.heard(5)
  reading.seen(7)
  expect([reading.lastRead(), told]).toEqual([7, [5]])
})

test('a device that is a message behind neither takes this one back nor holds it', async () => {
  const { reading, told, answered } = reader(8)
  reading.seen(9)
  await answered()
  reading.seen(10)
  reading.heard(9)
  expect(reading.lastRead()).toBe(10)
  reading.heard(10)
  await answered()
  reading.seen(11)
  expect([reading.lastRead(), told]).toEqual([11, [9, 10, 11]])
})

test('marked as unread elsewhere after the own mark was told holds, whatever its answer says', async () => {
  const { reading, told, answered } = reader(8)
  reading.seen(9)
  reading.heard(9)
  reading.heard(4)
  await answered()
  reading.seen(9)
  expect([reading.lastRead(), told]).toEqual([4, [9]])
})

test('reading asks to go forward only, marking as unread does not; who is ahead elsewhere is believed', async () => {
  const { reading, forward, answered } = reader(0)
  reading.seen(3)
  await answered(7)
  expect(reading.lastRead()).toBe(7)
  reading.unreadFrom(2)
  expect(forward).toEqual([true, false])
})
