import { expect, test } from 'vitest'
import { english, englishFormats } from '#lib/words/english.ts'
import { roomNameIn } from '../name.ts'
import type { Room } from '../schema.ts'
import { inSections } from './order.ts'

const room = (name: string, more: Partial<Room> = {}) =>
  ({
    name,
    visibility: 'public',
    isActive: true,
    favourite: false,
    createdAt: '2026-01-01T10:00:00.000Z',
    lastMessageAt: null,
    ...more,
  }) as Room
const ana = room('', { visibility: 'direct', people: [{ id: 'a', name: 'Ana', avatarUrl: null }] })
const rooms = [
  room('Zoo', { lastMessageAt: '2026-01-03T10:00:00.000Z' }),
  room('Attic', { lastMessageAt: '2026-01-02T10:00:00.000Z' }),
  room('New', { createdAt: '2026-01-04T10:00:00.000Z' }),
  room('Loved', { favourite: true }),
  room('Archived', { isActive: false }),
  ana,
]
const sections = (rooms: Room[], order: 'name' | 'activity') =>
  inSections(rooms, order, roomNameIn(english, englishFormats))
const shown = (order: 'name' | 'activity') =>
  sections(rooms, order).map((section) => [section.kind, ...section.rooms.map(({ name }) => name)])

test('favourites, rooms and people stand apart, by name', () => {
  expect(shown('name')).toEqual([
    ['favourites', 'Loved'],
    ['rooms', 'Attic', 'New', 'Zoo'],
    ['people', ''],
  ])
})

test('by activity: the newest message first, and a room without any by when it was made', () => {
  expect(shown('activity')[1]).toEqual(['rooms', 'New', 'Zoo', 'Attic'])
})

test('a direct favourite is a favourite, and no section is empty', () => {
  expect(sections([{ ...ana, favourite: true }], 'name').map(({ kind }) => kind)).toEqual(['favourites'])
  expect(sections([], 'name')).toEqual([])
})
