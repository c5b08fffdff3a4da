import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '#lib/errors.ts'
import type { Message } from '../schema.ts'
import { createOutbox, type OutboxNews, type Pending } from './outbox.ts'

/**
 * One browser: what it keeps, its tabs, and a server that says what the
 * test tells it to, one answer per request.
 */
const browser = () => {
  const kept = new Map<string, Pending>()
  const listeners = new Set<{ tab: number; hear: (news: OutboxNews) => void }>()
  const turns = new Map<string, Promise<void>>()
  const answers: (Refusal | 'stored' | Promise<'stored'>)[] = []
  const asked: string[] = []
  let up = true

  const open = (tab: number) => {
    const stored: string[] = []
    const outbox = createOutbox({
      post: async (pending) => {
        asked.push(`${tab} ${pending.content}`)
        const answer = await (answers.shift() ?? 'stored')
        if (answer !== 'stored') throw answer
        return { clientId: pending.clientId, roomId: pending.roomId, content: pending.content } as Message
      },
      kept: {
        all: async () => [...kept.values()].sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
        put: async (pending) => void kept.set(pending.clientId, pending),
        remove: async (clientId) => void kept.delete(clientId),
      },
      tabs: {
        say: (news) => {
          for (const { tab: other, hear } of listeners) if (other !== tab) hear(news)
        },
        hear: (hear) => {
          const listener = { tab, hear }
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        alone: (what, work) => {
          const turn = (turns.get(what) ?? Promise.resolve()).then(work)
          turns.set(what, turn)
          return turn
        },
      },
      isUp: () => up,
    })
    outbox.onStored((message) => stored.push(message.content))
    const close = outbox.open()
    return { outbox, stored, close }
  }
  const setUp = (now: boolean) => {
    up = now
  }
  return { open, kept, asked, answers, setUp }
}

const words = (content: string, roomId = 'garden') => ({
  roomId,
  content,
  replyTo: null,
  attachments: [],
  previews: [],
})
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const unavailable = () => new Refusal('unavailable', 'noAnswer')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('sends one after the other, in the order written', async () => {
  const { open, asked, answers, kept } = browser()
  const { outbox, stored } = open(1)
  let answer = (_: 'stored') => {}
  answers.push(
    new Promise((resolve) => {
      answer = resolve
    }),
  )
  for (const content of ['one', 'two', 'three']) outbox.add(words(content))
  expect(outbox.get().map((one) => one.content)).toEqual(['one', 'two', 'three'])
  await settle()
  expect(asked).toEqual(['1 one'])
  answer('stored')
  await settle()
  expect(stored).toEqual(['one', 'two', 'three'])
  expect([outbox.get(), kept.size]).toEqual([[], 0])
})

test('waits as long as the server asks, and keeps the order meanwhile', async () => {
  const { open, asked, answers } = browser()
  const { outbox, stored } = open(1)
  answers.push(new Refusal('rate_limited', 'limits.commands', {}, { retryAfterMs: 4_000 }))
  outbox.add(words('one'))
  outbox.add(words('two'))
  await settle(3_999)
  expect(asked).toEqual(['1 one'])
  await settle(1)
  expect(stored).toEqual(['one', 'two'])
})

test('a message without an answer is sent again by itself, and at once when the connection is back', async () => {
  const { open, asked, answers } = browser()
  const { outbox, stored } = open(1)
  answers.push(unavailable(), unavailable())
  outbox.add(words('one'))
  await settle(1_000)
  expect(asked).toEqual(['1 one', '1 one'])
  outbox.resume()
  await settle()
  expect(stored).toEqual(['one'])
})

test('a refused message says why, stays, and does not hold up the next', async () => {
  const { open, answers, kept } = browser()
  const { outbox, stored } = open(1)
  const refused: (string | undefined)[] = []
  outbox.onRefused((one) => refused.push(one.refused?.message))
  answers.push(new Refusal('forbidden', 'rooms.archived'))
  outbox.add(words('one'))
  outbox.add(words('two'))
  await settle()
  expect(stored).toEqual(['two'])
  expect(refused).toEqual(['This room is archived: it can be read, not changed.'])
  expect([...kept.values()].map((one) => one.refused?.reason)).toEqual(['rooms.archived'])
  outbox.retry(outbox.get()[0]?.clientId ?? '')
  await settle()
  expect(stored).toEqual(['two', 'one'])
})

test('a room that has to wait does not hold up another', async () => {
  const { open, answers } = browser()
  const { outbox, stored } = open(1)
  answers.push(unavailable())
  outbox.add(words('stuck', 'garden'))
  await settle()
  outbox.add(words('free', 'kitchen'))
  await settle()
  expect(stored).toEqual(['free'])
})

test('what an earlier page left behind is sent by the next, in whatever room it was written', async () => {
  const { open, kept, setUp } = browser()
  setUp(false)
  const before = open(1)
  before.outbox.add(words('in the garden', 'garden'))
  before.outbox.add(words('in the kitchen', 'kitchen'))
  await settle()
  before.close()
  setUp(true)
  const { stored } = open(2)
  await settle()
  expect(stored.toSorted()).toEqual(['in the garden', 'in the kitchen'])
  expect(kept.size).toBe(0)
})

test('nothing is lost between two tabs: both show it, one sends it, the other takes over when that one closes', async () => {
  const { open, answers, asked } = browser()
  const [one, two] = [open(1), open(2)]
  answers.push(unavailable())
  one.outbox.add(words('first'))
  one.outbox.add(words('second'))
  await settle()
  expect(two.outbox.get().map(({ content }) => content)).toEqual(['first', 'second'])
  one.close()
  await settle()
  expect(asked).toEqual(['1 first', '2 first', '2 second'])
  expect([two.stored, two.outbox.get()]).toEqual([['first', 'second'], []])
})

test('a tab hears what another tab sent', async () => {
  const { open, asked } = browser()
  const [one, two] = [open(1), open(2)]
  one.outbox.add(words('hello'))
  await settle()
  expect([two.stored, two.outbox.get(), asked]).toEqual([['hello'], [], ['1 hello']])
})

test('what its author threw away is not sent', async () => {
  const { open, asked, setUp, kept } = browser()
  setUp(false)
  const { outbox } = open(1)
  outbox.add(words('one'))
  outbox.add(words('two'))
  outbox.drop(outbox.get()[0]?.clientId ?? '')
  setUp(true)
  outbox.resume()
  await settle()
  expect(asked).toEqual(['1 two'])
  expect(kept.size).toBe(0)
})

test('a message the server stumbles over again and again is handed back with words, and holds up no other', async () => {
  const { open, asked, answers } = browser()
  const { outbox, stored } = open(1)
  const told: (string | undefined)[] = []
  outbox.onRefused(({ refused }) => told.push(refused?.message))
  answers.push(unavailable(), ...Array.from({ length: 5 }, () => new Refusal('internal', 'internal')))
  outbox.add(words('one'))
  outbox.add(words('two'))
  await settle(60_000)
  expect(asked).toEqual([...Array.from({ length: 6 }, () => '1 one'), '1 two'])
  expect([told, stored]).toEqual([['Something went wrong on the server. Try again in a moment.'], ['two']])
  outbox.retry(outbox.get()[0]?.clientId ?? '')
  await settle()
  expect(stored).toEqual(['two', 'one'])
})
