import { expect, test } from 'vitest'
import { shortMemo } from './short-memo.ts'

const memory = (bounds = {}) =>
  shortMemo<string>({ forMs: 60_000, most: 10, mostBytes: 100, bytesOf: ({ length }) => length, ...bounds })

function maker() {
  let made = 0
  return { make: (value: string) => async () => `${value} ${++made}`, count: () => made }
}

test('what many ask for at once, and a moment later, is made once', async () => {
  const [remembered, { make, count }] = [memory(), maker()]
  const all = await Promise.all(Array.from({ length: 5 }, () => remembered('a', make('a'))))
  expect(new Set([...all, await remembered('a', make('a')), await remembered('b', make('b'))])).toEqual(
    new Set(['a 1', 'b 2']),
  )
  expect(count()).toBe(2)
})

test('after a while it is made again', async () => {
  const [remembered, { make }] = [memory({ forMs: 1 }), maker()]
  await remembered('a', make('a'))
  await expect.poll(() => remembered('a', make('a'))).toBe('a 2')
})

test.each([
  ['things', { most: 2 }],
  ['bytes', { mostBytes: 7 }],
])('the oldest is forgotten when there are too many %s', async (_of, bounds) => {
  const [remembered, { make }] = [memory(bounds), maker()]
  for (const key of ['a', 'b', 'c']) await remembered(key, make(key))
  await new Promise((weighed) => setImmediate(weighed))
  expect(await remembered('c', make('c'))).toBe('c 3')
  expect(await remembered('a', make('a'))).toBe('a 4')
})

test('what is larger than everything that may be kept is given, not kept', async () => {
  const [remembered, { make }] = [memory({ mostBytes: 2 }), maker()]
  expect(await remembered('a', make('a'))).toBe('a 1')
  await new Promise((weighed) => setImmediate(weighed))
  expect(await remembered('a', make('a'))).toBe('a 2')
})

test('what could not be made is tried again', async () => {
  const [remembered, { make }] = [memory(), maker()]
  await expect(remembered('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await remembered('a', make('a'))).toBe('a 1')
})
