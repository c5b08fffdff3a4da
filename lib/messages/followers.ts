import { and, eq, exists, lt, ne } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { followers, messages } from '#lib/db/schema.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import { membersAmong } from '#lib/rooms/queries.ts'
import type { ReadMark } from '#lib/rooms/schema.ts'
import type { StoredMessage } from './rows.ts'
import type { ThreadAttention } from './schema.ts'
import { firstMessage, type ThreadRef } from './thread-rows.ts'

type Reply = Pick<StoredMessage, 'roomId' | 'seq' | 'authorId' | 'threadId' | 'mentions'>

/**
 * A reply in a thread: who writes it follows the thread from now on, and so do those it mentions and who
 * wrote the first message, unless they said that they do not want to. Gives all who follow it.
 */
export async function follow(tx: Queries, reply: Reply, firstAuthorId: string): Promise<string[]> {
  const { roomId, seq, authorId, threadId, mentions } = reply
  if (threadId === null) return []
  await tx
    .insert(followers)
    .values({ threadId, userId: authorId, lastReadSeq: seq })
    .onConflictDoUpdate({ target: [followers.threadId, followers.userId], set: { following: true } })
  const called = await membersAmong(tx, roomId, [firstAuthorId, ...mentions])
  const fresh = called.filter((userId) => userId !== authorId)
  if (fresh.length > 0)
    await tx
      .insert(followers)
      .values(fresh.map((userId) => ({ threadId, userId, lastReadSeq: seq - 1 })))
      .onConflictDoNothing()
  const found = await tx
    .select({ userId: followers.userId })
    .from(followers)
    .where(and(eq(followers.threadId, threadId), eq(followers.following, true)))
  return found.map(({ userId }) => userId)
}

const ofViewer = (threadId: string, userId: string) =>
  and(eq(followers.threadId, threadId), eq(followers.userId, userId))

/**
 * Whoever comes back into a room has nothing old unread in its threads either. They follow those they did.
 */
export async function followFromHead(
  tx: Queries,
  { roomId, userId }: { roomId: string; userId: string },
  lastSeq: number,
): Promise<void> {
  const ofRoom = tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.id, followers.threadId), eq(messages.roomId, roomId)))
  await tx
    .update(followers)
    .set({ lastReadSeq: lastSeq })
    .where(and(eq(followers.userId, userId), exists(ofRoom)))
}

/** Whether somebody follows a thread and how far they have read it. It asks for no rights. */
export async function readingOf(on: Queries, threadId: string, userId: string) {
  const [row] = await on
    .select({ following: followers.following, lastReadSeq: followers.lastReadSeq })
    .from(followers)
    .where(ofViewer(threadId, userId))
  return row
}

/** The viewer follows a thread, from its end on, or does not any more. Nobody else is told. */
export async function setFollowing(
  { change, viewer: { userId }, viewer }: Context,
  { roomId, messageId }: ThreadRef,
  following: boolean,
): Promise<ThreadAttention> {
  return change(async (tx, note) => {
    const { lastSeq } = await requireMembership(tx, viewer, roomId)
    const { id: threadId } = (await firstMessage(tx, { roomId, messageId })).message
    await tx
      .insert(followers)
      .values({ threadId, userId, following, lastReadSeq: lastSeq })
      .onConflictDoUpdate({
        target: [followers.threadId, followers.userId],
        set: { following, lastReadSeq: lastSeq },
        setWhere: ne(followers.following, following),
      })
    const { lastReadSeq = lastSeq } = (await readingOf(tx, threadId, userId)) ?? {}
    const attention = { roomId, threadId, following, lastReadSeq }
    note('thread.attended', { userId, attention })
    return attention
  })
}

/**
 * Notes how far the viewer has read a thread, also backwards. Of a thread they never followed nothing is
 * kept.
 */
export async function markThreadRead(
  { change, viewer: { userId }, viewer }: Context,
  { roomId, messageId }: ThreadRef,
  { seq, onlyForward }: ReadMark,
): Promise<ThreadAttention> {
  return change(async (tx, note) => {
    const { lastSeq } = await requireMembership(tx, viewer, roomId)
    const { id: threadId } = (await firstMessage(tx, { roomId, messageId })).message
    const lastReadSeq = Math.min(seq, lastSeq)
    const [noted] = await tx
      .update(followers)
      .set({ lastReadSeq })
      .where(
        and(ofViewer(threadId, userId), onlyForward ? lt(followers.lastReadSeq, lastReadSeq) : undefined),
      )
      .returning({ following: followers.following, lastReadSeq: followers.lastReadSeq })
    const known = noted ?? (await readingOf(tx, threadId, userId)) ?? { following: false, lastReadSeq }
    const attention = { roomId, threadId, ...known }
    if (noted) note('thread.attended', { userId, attention })
    return attention
  })
}
