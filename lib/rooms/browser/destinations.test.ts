import { expect, test } from 'vitest'
import { english, englishFormats } from '#lib/words/english.ts'
import { roomNameIn } from '../name.ts'
import type { Room } from '../schema.ts'
import { destinations } from './destinations.ts'

const room = (name: string, more: Partial<Room> = {}) =>
  ({
    id: name,
    name,
    isActive: true,
    level: 'everything',
    unreadCount: 0,
    mentionCount: 0,
    createdAt: '2026-01-01T10:00:00.000Z',
    lastMessageAt: null,
    ...more,
  }) as Room
const bob = { id: 'bob', name: 'Bob', avatarUrl: null }
const eve = { id: 'eve', name: 'Eve', avatarUrl: null }
const known = {
  rooms: [
    room('Here'),
    room('Quiet'),
    room('Lively', { lastMessageAt: '2026-01-05T10:00:00.000Z' }),
    room('Visited'),
    room('Unread', { unreadCount: 2 }),
    room('Mention', { unreadCount: 1, mentionCount: 1 }),
    room('Muted', { unreadCount: 9, level: 'nothing' }),
    room('Gone', { isActive: false, unreadCount: 1 }),
    room('', { id: 'with bob', people: [bob] }),
  ],
  people: [],
  visited: ['Here', 'Visited'],
  here: 'Here',
  roomName: roomNameIn(english, englishFormats),
}
const names = (typed: string, more: Partial<Parameters<typeof destinations>[1]> = {}) =>
  destinations(typed, { ...known, ...more }).map(({ name }) => name)

test('before a letter is typed: mentions, unread, visited, then the liveliest; not where one is', () => {
  expect(names('')).toEqual(['Mention', 'Unread', 'Visited', 'Lively', 'Quiet', 'Muted', 'Bob'])
})

test('typed: the better fit first, and of equal ones the more urgent; also where one is', () => {
  expect(names('men')).toEqual(['Mention'])
  expect(names('her')).toEqual(['Here'])
  expect(names('e', { people: [eve] }).slice(0, 3)).toEqual(['Eve', 'Mention', 'Unread'])
})

test('somebody with a direct room is that room, once', () => {
  const found = destinations('bo', { ...known, people: [bob] })
  expect(found.map(({ id }) => id)).toEqual(['with bob'])
})
