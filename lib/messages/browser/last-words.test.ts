import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Message } from '../schema.ts'
import { createLastWords } from './last-words.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const message = (roomId: string, seq: number, revision: number, content: string) =>
  ({ roomId, seq, revision, content }) as Message

test('only what is not known is asked for, gathered; a revision that grew is asked for again', async () => {
  const asked: string[][] = []
  let answers: Message[] = [message('a', 1, 1, 'one'), message('b', 3, 7, 'three')]
  const words = createLastWords(async (roomIds) => {
    asked.push(roomIds)
    return answers
  })
  const heads = [
    { id: 'a', lastSeq: 1, revision: 1 },
    { id: 'b', lastSeq: 3, revision: 7 },
    { id: 'empty', lastSeq: 0, revision: 0 },
  ]
  words.follow(heads.slice(0, 1))
  words.follow(heads)
  await vi.runAllTimersAsync()
  expect(asked).toEqual([['a', 'b']])
  words.follow(heads)
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(1)

  answers = [message('a', 1, 2, 'one, edited')]
  words.follow([{ id: 'a', lastSeq: 1, revision: 2 }])
  await vi.runAllTimersAsync()
  expect(words.get().said.get('a')?.content).toBe('one, edited')
  words.heard(message('a', 1, 1, 'one'))
  expect(words.get().said.get('a')?.content, 'an older state').toBe('one, edited')
  words.forget('a')
  expect([...words.get().said.keys()]).toEqual(['b'])
})

test('what did not come is asked for again', async () => {
  let isThere = false
  const words = createLastWords(async () => {
    if (!isThere) throw new Error('away')
    return [message('a', 1, 1, 'one')]
  })
  words.follow([{ id: 'a', lastSeq: 1, revision: 1 }])
  await vi.runAllTimersAsync()
  expect(words.get().said.size).toBe(0)
  isThere = true
  words.follow([{ id: 'a', lastSeq: 1, revision: 1 }])
  await vi.runAllTimersAsync()
  expect(words.get().said.get('a')?.content).toBe('one')
})
