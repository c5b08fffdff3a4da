import type { Context } from '#lib/context.ts'
import { notFound } from '#lib/errors.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { presentMessage } from './present.ts'
import { byId } from './rows.ts'
import type { ThreadPage, ThreadQuery } from './schema.ts'
import { repliesBefore } from './thread-rows.ts'

type MessageRef = { roomId: string; messageId: string }

/**
 * The thread that a message belongs to or begins, for members. A page of replies
 * ends before `before`, or with the newest.
 */
export async function thread(
  { db, viewer }: Context,
  { roomId, messageId }: MessageRef,
  { before, limit }: ThreadQuery,
): Promise<ThreadPage> {
  const room = await requireMembership(db.read, viewer, roomId)
  const [asked] = await byId(db.read).execute({ id: messageId })
  if (!asked || asked.message.roomId !== roomId) throw notFound('message')
  const { threadId } = asked.message
  const [first] = threadId === null ? [asked] : await byId(db.read).execute({ id: threadId })
  if (!first) throw notFound('message')
  const rows = await repliesBefore(db.read).execute({
    threadId: first.message.id,
    before: Math.min(before ?? Number.POSITIVE_INFINITY, room.lastSeq + 1),
    limit: limit + 1,
  })
  return {
    first: presentMessage(first),
    items: rows.slice(0, limit).reverse().map(presentMessage),
    revision: room.revision,
    hasBefore: rows.length > limit,
  }
}
