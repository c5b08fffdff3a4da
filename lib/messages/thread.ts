import type { Context } from '#lib/context.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { readingOf } from './followers.ts'
import { presentMessage } from './present.ts'
import type { ThreadPage, ThreadQuery } from './schema.ts'
import { firstMessage, repliesBefore, type ThreadRef } from './thread-rows.ts'

/**
 * The thread that a message belongs to or begins, for members. A page of replies
 * ends before `before`, or with the newest.
 */
export async function thread(
  { db, viewer }: Context,
  { roomId, messageId }: ThreadRef,
  { before, limit }: ThreadQuery,
): Promise<ThreadPage> {
  const room = await requireMembership(db.read, viewer, roomId)
  const first = await firstMessage(db.read, { roomId, messageId })
  const threadId = first.message.id
  const rows = await repliesBefore(db.read).execute({
    threadId,
    before: Math.min(before ?? Number.POSITIVE_INFINITY, room.lastSeq + 1),
    limit: limit + 1,
  })
  const reading = await readingOf(db.read, threadId, viewer.userId)
  return {
    first: presentMessage(first),
    items: rows.slice(0, limit).reverse().map(presentMessage),
    revision: room.revision,
    hasBefore: rows.length > limit,
    ...(reading ?? { following: false, lastReadSeq: room.lastSeq }),
  }
}
