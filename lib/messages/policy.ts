import type { Viewer } from '#lib/accounts/schema.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { RoomRole } from '#lib/rooms/schema.ts'
import type { MessageKind, NewMessage, Poll } from './schema.ts'

/** Only texts are their author's: what the room says of its calls stays as it is. */
type Authored = { authorId: string; kind: MessageKind }

/** What somebody passes on are the words of another: it can be taken back, not changed. */
export const canEdit = (viewer: Viewer, of: Authored & { isForwarded: boolean }) =>
  of.kind === 'text' && of.authorId === viewer.userId && !of.isForwarded

export const canDelete = (
  viewer: Viewer,
  { authorId, kind }: Authored,
  standing: { role: RoomRole | null },
) => kind === 'text' && (authorId === viewer.userId || canModerate(standing))

/** Whoever made a poll, and moderators. */
export const canClosePoll = (
  viewer: Pick<Viewer, 'userId'>,
  { authorId }: Pick<Authored, 'authorId'>,
  standing: { role: RoomRole | null },
) => authorId === viewer.userId || canModerate(standing)

/** Whether one may still choose, at a time in milliseconds since 1970. */
export const isPollOpen = ({ closedAt, closesAt }: Poll, now: number) =>
  closedAt === null && (closesAt === null || Date.parse(closesAt) > now)

/**
 * Where it is said: in the room, or where a thread alone shows it. A poll, and what is passed on, are more
 * than a reply.
 */
export const placeOf = ({
  threadId,
  inRoom,
  poll,
  forwardOf,
}: Pick<NewMessage, 'threadId' | 'inRoom' | 'poll' | 'forwardOf'>): 'room' | 'thread' =>
  threadId !== undefined && !inRoom && !poll && forwardOf === undefined ? 'thread' : 'room'
