import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message, MessagePage } from '../schema.ts'
import { createThreads } from './threads.ts'

/** A room whose first message is answered and whose answers are deleted, as the server would tell of it. */
const room = (deletions: readonly (number | null)[]) => {
  const changes: Message[] = []
  const states: { page: MessagePage; count: number }[] = []
  const replies = new Map<number, Message>()
  const snapshot = () => {
    const live = [...replies.values()].filter(({ deletedAt }) => deletedAt === null)
    const last = live.at(-1)
    const threads = last
      ? [{ messageId: 'first', replyCount: live.length, lastReplySeq: last.seq, lastReplyAt: last.createdAt }]
      : []
    const page = { items: [{ id: 'first' }], threads, revision: changes.length } as unknown as MessagePage
    states.push({ page, count: live.length })
  }
  snapshot()
  for (const deletion of deletions) {
    const live = [...replies.values()].filter(({ deletedAt }) => deletedAt === null)
    const target = deletion === null ? undefined : live[deletion % Math.max(live.length, 1)]
    const seq = target?.seq ?? replies.size + 2
    const message = {
      threadId: 'first',
      seq,
      createdAt: new Date(seq * 1_000).toISOString(),
      deletedAt: target ? '2026-01-01T00:00:00.000Z' : null,
      revision: changes.length + 1,
    } as Message
    replies.set(seq, message)
    changes.push(message)
    snapshot()
  }
  return { changes, states, count: states.at(-1)?.count ?? 0 }
}

test('a page and what is heard after it always count the same as a fresh page, in any order, twice or once', () => {
  const histories = fc.array(fc.option(fc.nat(20)), { maxLength: 30 })
  fc.assert(
    fc.property(histories, fc.nat(), fc.nat(), fc.infiniteStream(fc.nat()), (history, first, again, dice) => {
      const { changes, states, count } = room(history)
      const threads = createThreads()
      const from = first % states.length
      threads.paged(states[from]?.page as MessagePage)
      const told = [...changes.slice(from), ...changes.slice(again % states.length)]
      for (const message of told.sort(() => (dice.next().value % 2 === 0 ? 1 : -1))) threads.heard(message)
      expect(threads.of('first')?.replyCount ?? 0).toBe(count)
      // An older page that comes late, while all that happened since was heard.
      threads.paged(states[from]?.page as MessagePage)
      expect(threads.of('first')?.replyCount ?? 0).toBe(count)
      threads.paged(states.at(-1)?.page as MessagePage)
      expect(threads.of('first')?.replyCount ?? 0).toBe(count)
    }),
  )
})
