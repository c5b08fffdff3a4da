import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message, MessagePage } from '../schema.ts'
import {
  begunAt,
  caughtUp,
  hasAfter,
  hasGap,
  heard,
  messageAt,
  opened,
  reopened,
  withNewer,
  withOlder,
} from './timeline.ts'

const message = (seq: number, revision = seq, content = `m${seq}`): Message => ({
  id: `id${seq}`,
  roomId: 'room',
  seq,
  revision,
  author: { id: 'ana', name: 'Ana', avatarUrl: null },
  kind: 'text',
  content,
  replyTo: null,
  threadId: null,
  inRoom: true,
  attachments: [],
  previews: [],
  reactions: [],
  mentions: [],
  clientId: null,
  createdAt: '2026-01-01T10:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  pinnedAt: null,
})
const stretch = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => message(from + at))
const page = (items: Message[], more: Partial<MessagePage> = {}): MessagePage => ({
  items,
  from: items[0]?.seq ?? 1,
  to: items.at(-1)?.seq ?? 0,
  revision: items.at(-1)?.revision ?? 0,
  hasBefore: false,
  hasAfter: false,
  threads: [],
  ...more,
})
const seqs = (timeline: { messages: readonly Message[] }) => timeline.messages.map((one) => one.seq)

describe('timeline', () => {
  test('finds what stands at a seq, and nothing where it holds nothing', () => {
    const timeline = opened(page(stretch(5, 7)))
    const found = [4, 5, 7, 8].map((seq) => messageAt(timeline, seq)?.seq)
    expect(found).toEqual([undefined, 5, 7, undefined])
    expect(messageAt(opened(page([])), 0)).toBeUndefined()
  })

  test('appends a live message, and hears it twice without harm', () => {
    const once = heard(opened(page(stretch(1, 3))), message(4))
    expect(seqs(heard(once, message(4)))).toEqual([1, 2, 3, 4])
  })

  test('keeps what came too early, and applies it when the gap closes', () => {
    const early = heard(opened(page(stretch(1, 3))), message(5))
    expect(seqs(early)).toEqual([1, 2, 3])
    expect(hasGap(early)).toBe(true)
    const closed = heard(early, message(4))
    expect(seqs(closed)).toEqual([1, 2, 3, 4, 5])
    expect(hasGap(closed)).toBe(false)
  })

  test('an older copy of a message never replaces a newer one', () => {
    const edited = heard(opened(page(stretch(1, 3))), message(2, 4, 'edited'))
    const again = withOlder(withNewer(edited, page(stretch(2, 3))), page([]))
    expect(again.messages[1]?.content).toBe('edited')
  })

  test('catching up places a message that was posted and edited meanwhile before its successors', () => {
    const caught = caughtUp(opened(page(stretch(1, 2))), {
      revision: 5,
      changes: [message(4, 4), message(3, 5, 'edited')],
      firstSeq: 1,
    })
    expect(seqs(caught)).toEqual([1, 2, 3, 4])
  })

  test('what is gone because it was old is held no more, and quoted by nothing; the end stays as it is', () => {
    const quote = { id: 'm2', seq: 2, authorName: 'Ana', excerpt: 'old' }
    const held = opened(page([...stretch(1, 3), { ...message(4), replyTo: quote }], { hasBefore: true }))
    const begun = begunAt(held, 4)
    expect(begun).toMatchObject({ from: 1, to: 4, hasBefore: false, messages: [{ seq: 4, replyTo: null }] })
    expect(begunAt(begun, 4).messages).toEqual(begun.messages)
    const none = begunAt(begun, 9)
    expect(none).toMatchObject({ messages: [], from: 1, to: 8, hasBefore: false })
    expect(seqs(withNewer(none, page(stretch(9, 10))))).toEqual([9, 10])
    expect(begunAt(held, 1), 'nothing is gone').toBe(held)
  })

  test('what was heard while a fresh page was on its way is not lost', () => {
    const before = heard(opened(page(stretch(1, 3))), message(900))
    const fresh = reopened(before, page(stretch(850, 899), { hasBefore: true }))
    expect(fresh.messages.at(-1)?.seq).toBe(900)
    expect(hasGap(fresh)).toBe(false)
  })

  test('an old stretch does not take new messages in, but knows that they exist', () => {
    const old = opened(page(stretch(10, 20), { hasBefore: true, hasAfter: true, revision: 50 }))
    const later = heard(old, message(51))
    expect(seqs(later)).toEqual(seqs(old))
    expect(hasAfter(later)).toBe(true)
    const more = withNewer(later, page(stretch(21, 50)))
    expect(more.messages.at(-1)?.seq).toBe(51)
    expect(hasAfter(more)).toBe(false)
  })

  test('a page that was read before an edit and arrives after it shows the edit', () => {
    const edited = heard(opened(page(stretch(10, 12), { hasBefore: true })), message(8, 13, 'edited'))
    expect(withOlder(edited, page(stretch(5, 9), { revision: 12 })).messages[3]?.content).toBe('edited')
    expect(reopened(edited, page(stretch(5, 12), { revision: 12 })).messages[3]?.content).toBe('edited')
  })

  test('a deleted text is gone from the quotes of its answers', () => {
    const quote = { id: 'id1', seq: 1, authorName: 'Ana', excerpt: 'm1' }
    const timeline = opened(page([message(1), { ...message(2), replyTo: quote }]))
    const deleted = heard(timeline, { ...message(1, 3, ''), deletedAt: '2026-01-01T10:05:00.000Z' })
    expect(deleted.messages[1]?.replyTo?.excerpt).toBe('')
  })

  test('a page that would leave a hole is refused', () => {
    const timeline = opened(page(stretch(10, 12), { hasBefore: true }))
    expect(withOlder(timeline, page(stretch(1, 5), { revision: 12 }))).toBe(timeline)
    expect(seqs(withOlder(timeline, page(stretch(5, 9), { revision: 12 })))).toEqual([
      5, 6, 7, 8, 9, 10, 11, 12,
    ])
  })

  test('any order and any repetition of events ends in the same history', () => {
    // Twelve changes: eight posts, then four edits of earlier messages.
    const changes = [...stretch(4, 11), message(2, 12), message(5, 13), message(11, 14), message(1, 15)]
    fc.assert(
      fc.property(
        fc.shuffledSubarray(changes, { minLength: changes.length }),
        fc.array(fc.constantFrom(...changes)),
        (shuffled, repeated) => {
          const start = opened(page(stretch(1, 3)))
          const end = [...shuffled, ...repeated].reduce(heard, start)
          expect(seqs(end)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
          expect(end.revision).toBe(15)
          expect(end.messages.map((one) => one.revision)).toEqual([15, 12, 3, 4, 13, 6, 7, 8, 9, 10, 14])
        },
      ),
    )
  })
})
