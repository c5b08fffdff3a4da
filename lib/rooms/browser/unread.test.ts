import { expect, test } from 'vitest'
import type { EventPayload } from '#lib/realtime/contract.ts'
import type { Room } from '../schema.ts'
import {
  asking,
  isMiscounted,
  withActivity,
  withMessage,
  withoutMessage,
  withProfile,
  withRead,
} from './unread.ts'

const room = { id: 'r', lastSeq: 10, lastReadSeq: 8, unreadCount: 2, mentionCount: 1, revision: 10 } as Room
const message = (seq: number, author: string, mentions: string[] = []) =>
  ({
    seq,
    revision: seq,
    mentions,
    inRoom: true,
    author: { id: author },
    createdAt: '2026-01-01T10:00:00.000Z',
  }) as EventPayload<'message:posted'>

test('activity counts what is new, once', () => {
  const activity = { roomId: 'r', lastSeq: 13, revision: 14, mentioned: true }
  const once = withActivity(room, activity)
  expect([once.unreadCount, once.mentionCount]).toEqual([5, 2])
  expect(withActivity(once, activity)).toBe(once)
})

test('own messages that were written elsewhere are not unread', () => {
  const activity = { roomId: 'r', lastSeq: 13, revision: 14, mentioned: false, own: [10, 11, 13] }
  expect(withActivity(room, activity)).toMatchObject({ lastSeq: 13, unreadCount: 3, mentionCount: 1 })
})

test('what another process tells late is asked about where it would have counted otherwise', () => {
  const late = { roomId: 'r', lastSeq: 9, revision: 9, mentioned: false }
  expect(isMiscounted(room, late), 'somebody else’s words were counted as such').toBe(false)
  for (const what of [{ own: [9] }, { quiet: [9] }, { mentioned: true }]) {
    expect(isMiscounted(room, { ...late, ...what }), JSON.stringify(what)).toBe(true)
    expect(isMiscounted(room, { ...late, ...what, lastSeq: 11 }), 'it is not late').toBe(false)
  }
})

test('a mention that stands among messages that were known already is asked about, and not counted twice', () => {
  const activity = { roomId: 'r', lastSeq: 12, revision: 12, mentioned: true }
  expect(isMiscounted(room, { ...activity, from: 10 })).toBe(true)
  expect(isMiscounted(room, { ...activity, from: 11 }), 'all of it is new').toBe(false)
  expect(isMiscounted(room, { ...activity, lastSeq: 10, from: 9 }), 'nothing of it is').toBe(false)
})

test('what stands in a thread alone is not unread in the room, and makes nothing of it newer', () => {
  const activity = {
    roomId: 'r',
    lastSeq: 13,
    revision: 14,
    mentioned: false,
    own: [12],
    quiet: [11, 12],
  }
  expect(withActivity(room, activity)).toMatchObject({ lastSeq: 13, unreadCount: 3 })
  const quiet = { ...message(11, 'ana', ['me']), inRoom: false }
  expect(withMessage(room, quiet, 'me')).toEqual({ ...room, lastSeq: 11, revision: 11 })
})

test('who came and went is unread for nobody', () => {
  const activity = { roomId: 'r', lastSeq: 13, revision: 14, mentioned: false, own: [11], quiet: [9, 12] }
  expect(withActivity(room, activity)).toMatchObject({ lastSeq: 13, unreadCount: 3 })
  const only = withActivity(room, { ...activity, lastSeq: 11, own: [], quiet: [11] })
  expect(only).toEqual({ ...room, lastSeq: 11, revision: 14 })
  const line = { ...message(11, 'ana', ['me']), kind: 'system' as const }
  expect(withMessage(room, line, 'me')).toMatchObject({ lastSeq: 11, unreadCount: 2, mentionCount: 1 })
})

test('own messages are not unread, mentions of the viewer and of everybody count', () => {
  expect(withMessage(room, message(11, 'me'), 'me').unreadCount).toBe(2)
  expect(withMessage(room, message(11, 'ana', ['me']), 'me')).toMatchObject({
    unreadCount: 3,
    mentionCount: 2,
  })
  expect(withMessage(room, message(11, 'ana', ['room']), 'me').mentionCount).toBe(2)
})

test('a deleted message is unread no more, once, and mentions nobody', () => {
  const gone = {
    roomId: 'r',
    seq: 9,
    revision: 11,
    authorId: 'ana',
    mentioned: ['me'],
    threadId: null,
    inRoom: true,
  }
  const without = withoutMessage(room, gone, 'me')
  expect(without).toMatchObject({ unreadCount: 1, mentionCount: 0, revision: 11, lastSeq: 10 })
  expect(withoutMessage(room, { ...gone, mentioned: ['room'] }, 'me')?.mentionCount).toBe(0)
  expect(withoutMessage(room, { ...gone, mentioned: ['bob'] }, 'me')?.mentionCount).toBe(1)
  expect(withoutMessage(room, { ...gone, seq: 8 }, 'me'), 'it was read').toBe(room)
  expect(withoutMessage(room, { ...gone, inRoom: false }, 'me'), 'it was not shown here').toBe(room)
  expect(withoutMessage(room, { ...gone, authorId: 'me' }, 'me'), 'it was one’s own').toBe(room)
  expect(without && withoutMessage(without, gone, 'me'), 'perhaps it was heard of before').toBeNull()
  expect(withoutMessage(room, { ...gone, seq: 11 }, 'me'), 'it was never heard of').toBeNull()
})

test('reading to the end clears both counts', () => {
  expect(withRead(room, 10)).toMatchObject({ unreadCount: 0, mentionCount: 0, lastReadSeq: 10 })
  expect(withRead(room, 9)).toMatchObject({ unreadCount: 1, mentionCount: 1 })
})

test('the level decides what of it asks for attention', () => {
  const unread = { isActive: true, unreadCount: 3, mentionCount: 1 }
  expect(asking({ ...unread, level: 'everything' })).toBe(3)
  expect(asking({ ...unread, level: 'mentions' })).toBe(1)
  expect(asking({ ...unread, level: 'nothing' })).toBe(0)
  expect(asking({ ...unread, level: 'everything', isActive: false }), 'archived').toBe(0)
})

test('a new name reaches the direct rooms with this person, and no other room', () => {
  const direct = { ...room, people: [{ id: 'bob', name: 'Bob', avatarUrl: null }] }
  const robert = { id: 'bob', name: 'Robert', avatarUrl: null }
  expect(withProfile(direct, robert).people).toEqual([robert])
  expect(withProfile(room, robert)).toBe(room)
})
