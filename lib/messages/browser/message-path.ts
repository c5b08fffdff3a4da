import type { Message } from '../schema.ts'

/** The way to a message: to its place in the room, or in the thread where the room does not show it. */
export const messagePath = ({
  roomId,
  seq,
  threadId,
  inRoom,
}: Pick<Message, 'roomId' | 'seq' | 'threadId' | 'inRoom'>): string =>
  inRoom ? `/rooms/${roomId}?message=${seq}` : `/rooms/${roomId}?thread=${threadId}&message=${seq}`

/** The way to a thread, beside its room. */
export const threadPath = (roomId: string, threadId: string): string => `/rooms/${roomId}?thread=${threadId}`
