import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { mentions } from '#lib/db/schema.ts'
import { membersAmong } from '#lib/rooms/queries.ts'
import type { StoredMessage } from './rows.ts'

/**
 * Of the ids that a text names (`mentionedBy`) those it mentions: of members, of whom it mentioned `before`
 * an edit, who may have left since, and "room". Others are left as text.
 */
export async function mentionable(
  on: Queries,
  roomId: string,
  named: string[],
  before: string[] = [],
): Promise<string[]> {
  const known = new Set(['room', ...before])
  const people = named.filter((id) => !known.has(id))
  if (people.length > 0) for (const id of await membersAmong(on, roomId, people)) known.add(id)
  return named.filter((id) => known.has(id))
}

type Mentioning = Pick<StoredMessage, 'id' | 'roomId' | 'seq' | 'authorId' | 'inRoom' | 'createdAt'>

/** Keeps the rows that count unread mentions in step with a message. */
export async function storeMentions(
  tx: Queries,
  message: Mentioning,
  userIds: string[],
  replacing: boolean,
): Promise<void> {
  if (replacing) await tx.delete(mentions).where(eq(mentions.messageId, message.id))
  const { id: messageId, roomId, seq, authorId, inRoom, createdAt } = message
  const of = { messageId, authorId, roomId, seq, inRoom, createdAt }
  if (userIds.length > 0) await tx.insert(mentions).values(userIds.map((userId) => ({ ...of, userId })))
}
