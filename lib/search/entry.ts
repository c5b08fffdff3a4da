import type { StoredMessage } from '#lib/messages/rows.ts'
import { authorMark, digestOf, fileMark, marksOfText, roomMark } from './n-grams.ts'
import { keyOf } from './normalize.ts'
import type { Entry } from './search-index.ts'

/** What is looked through: what was written, and below it the names of the files. */
export const textOf = ({ content, attachments }: Pick<StoredMessage, 'content' | 'attachments'>): string =>
  [content, ...attachments.map(({ name }) => name)].join('\n')

/** A message as the index keeps it; null for what is not to be found: deleted, or written by nobody. */
export function entryOf(message: StoredMessage): Entry | null {
  if (message.deletedAt !== null || message.kind !== 'text') return null
  const key = keyOf(textOf(message)).text
  const hasFile = message.attachments.length > 0
  const marks = marksOfText(key).add(roomMark(message.roomId)).add(authorMark(message.authorId))
  if (hasFile) marks.add(fileMark)
  return {
    messageId: message.id,
    createdAt: message.createdAt,
    digest: digestOf(key, hasFile),
    marks: [...marks],
  }
}
