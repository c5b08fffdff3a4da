import type { EventPayload } from '#lib/realtime/contract.ts'
import type { Room, RoomFacts } from '../schema.ts'
import { roomName } from './name.ts'

/*
 * What a tab shows of "unread" between two answers of the server, which alone counts exactly.
 * Always from `lastSeq`, so that hearing something twice counts once.
 */

/** Somebody wrote in a room that is not open here. */
export const withActivity = (room: Room, activity: EventPayload<'room:activity'>): Room => {
  const fresh = activity.lastSeq - room.lastSeq
  if (fresh <= 0) return room
  const own = (activity.own ?? []).filter((seq) => seq > room.lastSeq)
  return {
    ...room,
    lastSeq: activity.lastSeq,
    revision: activity.revision,
    lastMessageAt: new Date().toISOString(),
    unreadCount: room.unreadCount + fresh - own.length,
    mentionCount: room.mentionCount + (activity.mentioned ? 1 : 0),
  }
}

/** A message of the room that is open here. */
export const withMessage = (room: Room, message: EventPayload<'message:posted'>, viewerId: string): Room => {
  if (message.seq <= room.lastSeq) return room
  const others = message.author.id !== viewerId
  const mentioned = others && (message.mentions.includes(viewerId) || message.mentions.includes('room'))
  return {
    ...room,
    lastSeq: message.seq,
    revision: message.revision,
    lastMessageAt: message.createdAt,
    unreadCount: room.unreadCount + (others ? 1 : 0),
    mentionCount: room.mentionCount + (mentioned ? 1 : 0),
  }
}

/** The room was renamed, archived and the like. What is unread is told by other events, which count from `lastSeq`. */
export const withFacts = (
  room: Room,
  { lastSeq: _, revision: __, lastMessageAt: ___, ...facts }: RoomFacts,
): Room => ({
  ...room,
  ...facts,
})

/** Read up to the end, or marked as unread from somewhere: then at least that much is unread. */
export const withRead = (room: Room, seq: number): Room => {
  const left = Math.max(0, room.lastSeq - seq)
  return {
    ...room,
    lastReadSeq: seq,
    unreadCount: left,
    mentionCount: left === 0 ? 0 : room.mentionCount,
  }
}

export const byName = (rooms: readonly Room[]): Room[] =>
  rooms.filter((room) => room.isActive).sort((a, b) => roomName(a).localeCompare(roomName(b)))
