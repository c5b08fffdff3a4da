import { and, eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { messages } from '#lib/db/schema.ts'
import { rooms } from '#lib/rooms/columns.ts'
import { isMember } from '#lib/rooms/membership.ts'
import { messagePath } from './browser/message-path.ts'

/** The way to a message that stands in a thread alone; null of others, and where the viewer is no member. */
export async function threadPathAt(
  { db, viewer }: Context,
  roomId: string,
  seq: number,
): Promise<string | null> {
  const [found] = await db.read
    .select({ threadId: messages.threadId, inRoom: messages.inRoom })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(eq(messages.roomId, roomId), eq(messages.seq, seq), isMember(db.read, viewer.userId)))
  return found && !found.inRoom ? messagePath({ roomId, seq, ...found }) : null
}
