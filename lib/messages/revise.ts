import { eq } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { notFound } from '#lib/errors.ts'
import type { Note } from '#lib/facts/facts.ts'
import { lockRoom } from '#lib/rooms/entry.ts'
import { nextRevision } from '#lib/rooms/head.ts'
import { type JoinedRoom, requireWritable } from '#lib/rooms/membership.ts'
import { presentMessage } from './present.ts'
import { byId, type StoredMessage } from './rows.ts'
import type { Message } from './schema.ts'

/** Which message; with a room, it must be one of that room. */
export type MessageRef = { messageId: string; roomId?: string }

/**
 * Every change of a stored message: finds it for somebody who may write in its room (`requires`), asks what
 * it `becomes`, and gives it the room's next revision. The answer is null when it is so already: then nothing
 * happens, and nobody is told.
 */
export async function revise(
  { change, db, limits, now, viewer }: Context,
  { messageId, roomId }: MessageRef,
  becomes: (tx: Queries, message: StoredMessage, room: JoinedRoom) => Promise<Partial<StoredMessage> | null>,
  requires = requireWritable,
): Promise<Message> {
  await limits.change(viewer.userId)
  const [found] = await db.read
    .select({ roomId: messages.roomId })
    .from(messages)
    .where(eq(messages.id, messageId))
  if (!found || (roomId !== undefined && found.roomId !== roomId)) throw notFound('message')
  return change(async (tx, note) => {
    await lockRoom(tx, found.roomId)
    const room = await requires(tx, viewer, found.roomId, now()).catch(hideForeign)
    const [row] = await byId(tx).execute({ id: messageId })
    if (!row) throw notFound('message')
    const next = await becomes(tx, row.message, room)
    if (next === null) return presentMessage(row)
    const revision = await nextRevision(tx, room.id)
    await tx
      .update(messages)
      .set({ ...next, revision, revised: true })
      .where(eq(messages.id, messageId))
    const message = presentMessage({ ...row, message: { ...row.message, ...next, revision } })
    note('message.changed', { message, mentioned: row.message.mentions })
    return message
  }, found.roomId)
}

/** Changes a message that speaks for the room, not for its author: nobody's rights are asked for. */
export async function amend(
  tx: Queries,
  note: Note,
  messageId: string,
  next: Partial<StoredMessage>,
): Promise<Message> {
  const [before] = await byId(tx).execute({ id: messageId })
  if (!before) throw notFound('message')
  const { roomId, mentions: mentioned } = before.message
  await tx
    .update(messages)
    .set({ ...next, revision: await nextRevision(tx, roomId), revised: true })
    .where(eq(messages.id, messageId))
  // Read anew: it may name others now.
  const [row] = await byId(tx).execute({ id: messageId })
  if (!row) throw notFound('message')
  const message = presentMessage(row)
  note('message.changed', { message, mentioned })
  return message
}

/** Of a room one may not see not even the message exists: the refusal must not speak of a room. */
export const hideForeign = (error: unknown): never => {
  if (error instanceof Error && 'code' in error && error.code === 'not_found') throw notFound('message')
  throw error
}
