import { plain } from '#lib/messages/browser/plain-text.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { RoomName } from '#lib/rooms/name.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { cut } from '#lib/text/cut.ts'
import type { Translate } from '#lib/words/translate.ts'

const longest = 160
export type Reader = { userId: string; name: string }
/** Those of the reader's language. */
export type Words = { t: Translate; roomName: RoomName }

const isMentioned = ({ mentions }: Message, { userId }: Reader) =>
  mentions.includes(userId) || mentions.includes('room')

/** What people said, and in a direct room that somebody calls. */
const asksFor = ({ kind }: Message, { visibility }: Room) =>
  kind === 'text' || (kind === 'call' && visibility === 'direct')

/**
 * Whether the reader wants to be told of this message: it is somebody else's, still
 * there, unread, and of the level they chose.
 */
export const isWanted = (message: Message, room: Room, reader: Reader): boolean =>
  asksFor(message, room) &&
  message.inRoom &&
  message.deletedAt === null &&
  message.author.id !== reader.userId &&
  message.seq > room.lastReadSeq &&
  (room.level === 'everything' || (room.level === 'mentions' && isMentioned(message, reader)))

/** The same of a reply in a thread that the reader follows and has read up to a seq. */
export const isWantedOfThread = (
  message: Message,
  lastReadSeq: number,
  room: Room,
  reader: Reader,
): boolean =>
  !message.inRoom &&
  message.deletedAt === null &&
  message.author.id !== reader.userId &&
  message.seq > lastReadSeq &&
  room.level !== 'nothing'

/** What a notification says: who wrote, and what. Only for a message that the reader has been given. */
export const wordsOf = ({ t, roomName }: Words, message: Message, room: Room, reader: Reader) => {
  const names = new Map([
    [reader.userId, reader.name],
    [message.author.id, message.author.name],
    ...(room.people ?? []).map((person) => [person.id, person.name] as const),
  ])
  const said = plain(message.content, (id) => names.get(id) ?? t('notifications.somebody'))
  const text = cut(said, longest) || t('notifications.sentFile')
  return {
    title: roomName(room),
    body: room.people?.length === 1 ? text : t('notifications.said', { name: message.author.name, text }),
    /** Worth another sound although one is showing for this room. */
    urgent: room.visibility === 'direct' || isMentioned(message, reader),
  }
}
