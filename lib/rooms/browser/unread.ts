import type { EventPayload } from '#lib/realtime/contract.ts'
import type { Room, RoomSummary } from '../schema.ts'

/*
 * What a tab shows of "unread" between two answers of the server, which alone counts exactly.
 * Always from `lastSeq`, so that hearing something twice counts once.
 */

/** Somebody wrote in a room that is not open here. */
export const withActivity = (room: Room, activity: EventPayload<'room:activity'>): Room => {
  const fresh = activity.lastSeq - room.lastSeq
  if (fresh <= 0) return room
  const unheard = (seqs: number[] = []) => seqs.filter((seq) => seq > room.lastSeq)
  const quiet = unheard(activity.quiet)
  const noNews = new Set([...unheard(activity.own), ...quiet])
  return {
    ...room,
    lastSeq: activity.lastSeq,
    revision: activity.revision,
    ...(fresh > quiet.length && { lastMessageAt: new Date().toISOString() }),
    unreadCount: room.unreadCount + fresh - noNews.size,
    mentionCount: room.mentionCount + (activity.mentioned ? 1 : 0),
  }
}

/**
 * Only the server knows now: another process was faster with later messages, so those before them were
 * counted as words of others that mention nobody; or a part of what this tells was known already, and the
 * mention may stand in it.
 */
export const isMiscounted = (
  { lastSeq }: Pick<Room, 'lastSeq'>,
  { lastSeq: upTo, from, own, quiet, mentioned }: EventPayload<'room:activity'>,
): boolean =>
  upTo < lastSeq
    ? mentioned || own !== undefined || quiet !== undefined
    : upTo > lastSeq && from !== undefined && from <= lastSeq

/** A message of the room that is open here. */
export const withMessage = (room: Room, message: EventPayload<'message:posted'>, viewerId: string): Room => {
  if (message.seq <= room.lastSeq) return room
  const heard = { ...room, lastSeq: message.seq, revision: message.revision }
  if (!message.inRoom || message.kind === 'system') return heard
  const others = message.author.id !== viewerId
  const mentioned = others && (message.mentions.includes(viewerId) || message.mentions.includes('room'))
  return {
    ...heard,
    lastMessageAt: message.createdAt,
    unreadCount: room.unreadCount + (others ? 1 : 0),
    mentionCount: room.mentionCount + (mentioned ? 1 : 0),
  }
}

/**
 * A message of the room was deleted. Null where only the server knows whether it is counted here: it was not
 * heard of yet, or something later was.
 */
export const withoutMessage = (
  room: Room,
  { seq, revision, authorId, mentioned, inRoom }: EventPayload<'message:gone'>,
  viewerId: string,
): Room | null => {
  if (seq <= room.lastReadSeq || authorId === viewerId || !inRoom) return room
  if (seq > room.lastSeq || revision <= room.revision) return null
  const isMentioned = mentioned.includes(viewerId) || mentioned.includes('room')
  return {
    ...room,
    revision,
    unreadCount: Math.max(0, room.unreadCount - 1),
    mentionCount: Math.max(0, room.mentionCount - (isMentioned ? 1 : 0)),
  }
}

/**
 * The room was renamed, archived and the like. What is unread is told by
 * other events, which count from `lastSeq`.
 */
export const withFacts = (
  room: Room,
  { lastSeq: _, revision: __, lastMessageAt: ___, ...facts }: RoomSummary,
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

/**
 * How many of the unread messages the reader wants to be told of: their
 * level decides, the counts stay what they are.
 */
export const asking = (room: Pick<Room, 'isActive' | 'level' | 'unreadCount' | 'mentionCount'>): number => {
  if (!room.isActive || room.level === 'nothing') return 0
  return room.level === 'mentions' ? room.mentionCount : room.unreadCount
}

/** Somebody in a direct room has a new name or face. */
export const withProfile = (room: Room, person: EventPayload<'profile:changed'>): Room =>
  room.people?.some(({ id }) => id === person.id)
    ? { ...room, people: room.people.map((one) => (one.id === person.id ? person : one)) }
    : room
