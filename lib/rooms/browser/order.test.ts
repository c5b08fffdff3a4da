import { expect, test } from 'vitest'
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
const shown = (order: 'name' | 'activity') =>
  inSections(rooms, order).map((section) => [section.title, ...section.rooms.map(({ name }) => name)])

test('favourites, rooms and people stand apart, by name', () => {
  expect(shown('name')).toEqual([
    ['Favourites', 'Loved'],
    ['Rooms', 'Attic', 'New', 'Zoo'],
    ['People', ''],
  ])
})

test('by activity: the newest message first, and a room without any by when it was made', () => {
  expect(shown('activity')[1]).toEqual(['Rooms', 'New', 'Zoo', 'Attic'])
})

test('a direct favourite is a favourite, and no section is empty', () => {
  expect(inSections([{ ...ana, favourite: true }], 'name').map(({ title }) => title)).toEqual(['Favourites'])
  expect(inSections([], 'name')).toEqual([])
})
