import { and, desc, eq, gt, lt, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { among } from '#lib/db/among.ts'
import type { Queries } from '#lib/db/open.ts'
import { followers, messages } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import type { Page } from '#lib/http/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { rooms } from '#lib/rooms/columns.ts'
import { isMember } from '#lib/rooms/membership.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import { presentMessage } from './present.ts'
import { withRoom } from './rows.ts'
import type { FollowedThread, UnreadThreads } from './schema.ts'
import { repliesBefore } from './thread-rows.ts'

const afterThread = z.tuple([z.int(), z.string()])
/** So many replies stand under a thread's first message in the list, the last ones. */
const repliesShown = 3
/** Of how many threads it is told at once that something is unread in them. */
const mostUnread = 500

const replies = sql`${messages} as reply where reply.thread_id = ${followers.threadId}`
/** Of the others' replies that stand in the thread alone: what the room shows is unread there. */
const unread = (userId: string) =>
  sql<number>`(select count(*) from ${replies} and reply.seq > ${followers.lastReadSeq}
    and not reply.in_room and reply.deleted_at is null and reply.author_id <> ${userId})`.mapWith(Number)
const count = sql<number>`(select count(*) from ${replies} and reply.deleted_at is null)`.mapWith(Number)
const last = (column: 'seq' | 'created_at') =>
  sql<number>`coalesce((select reply.${sql.raw(column)} from ${replies}
    order by reply.seq desc limit 1), 0)`.mapWith(Number)

/** The threads somebody follows in rooms they are in still, each with its first message. */
const followed = (on: Queries, userId: string) =>
  on
    .select({
      threadId: followers.threadId,
      roomId: messages.roomId,
      lastReadSeq: followers.lastReadSeq,
      lastReplySeq: last('seq').as('last_reply_seq'),
      lastReplyAt: last('created_at').as('last_reply_at'),
      unreadCount: unread(userId).as('unread_count'),
      replyCount: count.as('reply_count'),
    })
    .from(followers)
    .innerJoin(messages, eq(messages.id, followers.threadId))
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .where(and(eq(followers.userId, userId), eq(followers.following, true), isMember(on, userId)))
    .as('followed')

const firstMessages = statement((on) =>
  withRoom(on)
    .where(and(among(messages.id, sql.placeholder('ids')), isMember(on, sql.placeholder('viewerId'))))
    .prepare('messages_first'),
)

/** The threads the viewer follows, the one that was answered last first. */
export async function myThreads(
  { db, viewer: { userId } }: Context,
  { limit, cursor }: Paging,
): Promise<Page<FollowedThread>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterThread)
  const all = followed(db.read, userId)
  const rows = await db.read
    .select()
    .from(all)
    .where(
      after &&
        or(lt(all.lastReplyAt, after[0]), and(eq(all.lastReplyAt, after[0]), lt(all.threadId, after[1]))),
    )
    .orderBy(desc(all.lastReplyAt), desc(all.threadId))
    .limit(limit + 1)
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    ({ lastReplyAt, threadId }) => [lastReplyAt, threadId],
  )
  const found = await firstMessages(db.read).execute({
    viewerId: userId,
    ids: JSON.stringify(page.items.map(({ threadId }) => threadId)),
  })
  const firsts = new Map(found.map((row) => [row.message.id, row]))
  const titles = await titlesOf(
    db.read,
    userId,
    found.map(({ room }) => room),
  )
  const present = async (row: (typeof rows)[number]): Promise<FollowedThread[]> => {
    const { threadId, lastReadSeq, lastReplySeq, lastReplyAt, unreadCount, replyCount } = row
    const first = firsts.get(threadId)
    const room = first && titles.get(first.room.id)
    if (!room) return []
    const items = await repliesBefore(db.read).execute({
      threadId,
      before: lastReplySeq + 1,
      limit: repliesShown,
    })
    return [
      {
        first: presentMessage(first),
        items: items.reverse().map(presentMessage),
        room,
        replyCount,
        lastReplySeq,
        lastReplyAt: isoTime(lastReplyAt),
        lastReadSeq,
        unreadCount,
      },
    ]
  }
  return { items: (await Promise.all(page.items.map(present))).flat(), nextCursor: page.nextCursor }
}

/** In which of the threads the viewer follows something is unread, and how much. */
export async function unreadThreads({ db, viewer: { userId } }: Context): Promise<UnreadThreads> {
  const all = followed(db.read, userId)
  const threads = await db.read
    .select({
      threadId: all.threadId,
      roomId: all.roomId,
      lastReplySeq: all.lastReplySeq,
      unreadCount: all.unreadCount,
    })
    .from(all)
    .where(gt(all.unreadCount, 0))
    .orderBy(desc(all.lastReplyAt))
    .limit(mostUnread)
  return { threads }
}
