import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '#lib/errors.ts'
import type { Message, NewMessage } from '../schema.ts'
import { createOutbox, type Pending } from './outbox.ts'

const written = (content: string): Omit<Pending, 'refused'> => ({
  clientId: `client-${content}`,
  content,
  replyTo: null,
  attachments: [],
  previews: [],
  createdAt: '2026-01-01T10:00:00.000Z',
})

/** An outbox whose server says what the test tells it to, one answer per request. */
const box = (kept: Pending[] = []) => {
  const asked: string[] = []
  const answers: (Refusal | 'stored')[] = []
  const stored: string[] = []
  let saved: readonly Pending[] = kept
  const post = async (message: NewMessage): Promise<Message> => {
    asked.push(message.content)
    const answer = answers.shift() ?? 'stored'
    if (answer !== 'stored') throw answer
    return { clientId: message.clientId, content: message.content } as Message
  }
  const outbox = createOutbox(post, (message) => stored.push(message.content), {
    load: () => kept,
    save: (pending) => {
      saved = pending
    },
  })
  outbox.open()
  return { outbox, asked, answers, stored, saved: () => saved }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('sends one after the other, in order', async () => {
  const { outbox, asked, stored } = box()
  outbox.add(written('one'))
  outbox.add(written('two'))
  expect(asked).toEqual(['one'])
  await vi.advanceTimersByTimeAsync(0)
  expect(stored).toEqual(['one', 'two'])
  expect(outbox.get()).toEqual([])
})

test('waits as long as the server asks, and keeps the order meanwhile', async () => {
  const { outbox, asked, answers, stored } = box()
  answers.push(new Refusal('rate_limited', 'Slow down', { retryAfterMs: 4_000 }))
  outbox.add(written('one'))
  outbox.add(written('two'))
  await vi.advanceTimersByTimeAsync(3_999)
  expect(asked).toEqual(['one'])
  await vi.advanceTimersByTimeAsync(1)
  expect(stored).toEqual(['one', 'two'])
})

test('a message without an answer is sent again by itself, and at once when the connection is back', async () => {
  const { outbox, asked, answers, stored } = box()
  answers.push(new Refusal('unavailable', 'No answer'), new Refusal('unavailable', 'No answer'))
  outbox.add(written('one'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toEqual(['one', 'one'])
  outbox.resume()
  await vi.advanceTimersByTimeAsync(0)
  expect(stored).toEqual(['one'])
})

test('a refused message says why, stays, and does not hold up the next', async () => {
  const { outbox, answers, stored } = box()
  answers.push(new Refusal('forbidden', 'This room is archived.'))
  outbox.add(written('one'))
  outbox.add(written('two'))
  await vi.advanceTimersByTimeAsync(0)
  expect(stored).toEqual(['two'])
  expect(outbox.get().map((one) => one.refused)).toEqual(['This room is archived.'])
  outbox.retry('client-one')
  await vi.advanceTimersByTimeAsync(0)
  expect(stored).toEqual(['two', 'one'])
})

test('what was kept by an earlier page is sent by the next', async () => {
  const { outbox, stored, saved } = box([{ ...written('kept'), refused: null }])
  outbox.resume()
  await vi.advanceTimersByTimeAsync(0)
  expect(stored).toEqual(['kept'])
  expect(saved()).toEqual([])
})
