import type { FollowedMessage } from '#lib/messages/rows.ts'
import { authorWord, digestOf, fileWord, roomWord, wordsOfText } from './n-grams.ts'
import { keyOf } from './normalize.ts'
import type { Entry } from './search-index.ts'

/** What is looked through: what was written, and below it the names of the files. */
export const textOf = ({ content, attachments }: Pick<FollowedMessage, 'content' | 'attachments'>): string =>
  [content, ...attachments.map(({ name }) => name)].join('\n')

/** A message as the index keeps it; null for what is not to be found: deleted, or written by nobody. */
export function entryOf(message: FollowedMessage): Entry | null {
  if (message.deletedAt !== null || message.kind !== 'text') return null
  const key = keyOf(textOf(message)).text
  const hasFile = message.attachments.length > 0
  return {
    messageId: message.id,
    roomId: message.roomId,
    createdAt: message.createdAt,
    digest: digestOf(key, hasFile),
    key,
    labels: [roomWord(message.roomId), authorWord(message.authorId), ...(hasFile ? [fileWord] : [])],
  }
}

/** Made when they are stored: those of many long messages together would not fit anywhere. */
export const wordsOf = ({ key, labels }: Entry): string[] => [...wordsOfText(key), ...labels]
