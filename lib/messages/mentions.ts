import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { mentions } from '#lib/db/schema.ts'
import { membersAmong } from '#lib/rooms/queries.ts'

/** Who a text mentions: `<@userId>` of members, and "room" for `<@room>`. Other ids are left as text. */
export async function mentionedIn(on: Queries, roomId: string, content: string): Promise<string[]> {
  if (!content.includes('<@')) return []
  const named = [...new Set(Array.from(content.matchAll(/<@([\w-]{1,64})>/g), (match) => match[1] ?? ''))]
  const people = named.filter((id) => id !== 'room')
  const present = new Set(people.length === 0 ? [] : await membersAmong(on, roomId, people))
  return named.filter((id) => id === 'room' || present.has(id))
}

type Mentioning = { id: string; roomId: string; seq: number; authorId: string }

/** Keeps the rows that count unread mentions in step with a message. */
export async function storeMentions(
  tx: Queries,
  message: Mentioning,
  userIds: string[],
  replacing: boolean,
): Promise<void> {
  if (replacing) await tx.delete(mentions).where(eq(mentions.messageId, message.id))
  const { id: messageId, roomId, seq, authorId } = message
  if (userIds.length > 0)
    await tx.insert(mentions).values(userIds.map((userId) => ({ messageId, userId, authorId, roomId, seq })))
}
