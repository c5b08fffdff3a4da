import { expect, test } from 'vitest'
import type { Message } from '#lib/messages/schema.ts'
import { roomNameIn } from '#lib/rooms/name.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { english, englishFormats } from '#lib/words/english.ts'
import { isWanted, wordsOf } from './words.ts'

const words = { t: english, roomName: roomNameIn(english, englishFormats) }
const bob = { userId: 'bob', name: 'Bob' }
const ana = { id: 'ana', name: 'Ana', avatarUrl: null }
const kitchen = { name: 'Kitchen', visibility: 'public', level: 'everything', lastReadSeq: 3 } as Room
const hello = {
  seq: 4,
  kind: 'text',
  author: ana,
  content: 'Hello',
  mentions: [] as string[],
  inRoom: true,
  deletedAt: null,
} as Message

test.each<[string, Partial<Message>, Partial<Room>, boolean]>([
  ['a message of somebody else', {}, {}, true],
  ['one’s own', { author: { ...ana, id: 'bob' } }, {}, false],
  ['a deleted one', { deletedAt: '2026-01-01T10:00:00.000Z' }, {}, false],
  ['one that stands in a thread alone', { inRoom: false }, {}, false],
  ['one that is read', {}, { lastReadSeq: 4 }, false],
  ['what the room says itself', { kind: 'system' }, {}, false],
  ['a call that began in a room', { kind: 'call' }, {}, false],
  ['somebody who calls one', { kind: 'call' }, { visibility: 'direct' }, true],
  ['no mention, where only mentions count', {}, { level: 'mentions' }, false],
  ['a mention', { mentions: ['bob'] }, { level: 'mentions' }, true],
  ['a mention of everybody', { mentions: ['room'] }, { level: 'mentions' }, true],
  ['a mention in a muted room', { mentions: ['bob'] }, { level: 'nothing' }, false],
])('%s', (_, message, room, wanted) =>
  expect(isWanted({ ...hello, ...message }, { ...kitchen, ...room }, bob)).toBe(wanted),
)

test('says the room, who, and what, with names in place of ids', () => {
  const message = { ...hello, content: 'Hi  <@bob>\nand <@eve>', mentions: ['bob', 'eve'] }
  expect(wordsOf(words, message, kitchen, bob)).toEqual({
    title: 'Kitchen',
    body: 'Ana: Hi @Bob and @somebody',
    urgent: true,
  })
})

test('nothing is cut through, and no name turns what stands beside it', () => {
  const message = { ...hello, author: { ...ana, name: 'שרה' }, content: `${'x'.repeat(158)}👩‍🌾 and more` }
  expect(wordsOf(words, message, kitchen, bob).body).toBe(`\u2068שרה\u2069: ${'x'.repeat(158)}`)
  const asked = { ...hello, content: 'ask <@sarah> 2', mentions: ['sarah'] }
  const direct = { ...kitchen, people: [ana, { id: 'sarah', name: 'שרה', avatarUrl: null }] } as Room
  expect(wordsOf(words, asked, direct, bob).body).toBe('Ana: \u2068ask @\u2068שרה\u2069 2\u2069')
})

test('in a direct room the title is the person already; a message without words has files', () => {
  const direct = { ...kitchen, name: '', visibility: 'direct', people: [ana] } as Room
  expect(wordsOf(words, { ...hello, content: '' }, direct, bob)).toEqual({
    title: 'Ana',
    body: 'sent a file',
    urgent: true,
  })
})
