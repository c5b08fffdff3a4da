import { and, count, desc, eq, inArray, isNull, lt, max, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { notFound } from '#lib/errors.ts'
import { byId, type MessageRow, withContext } from './rows.ts'

const first = alias(messages, 'first')

const counted = (on: Queries) =>
  on
    .select({
      messageId: messages.threadId,
      replyCount: count(),
      lastReplySeq: max(messages.seq),
      lastReplyAt: max(messages.createdAt),
    })
    .from(messages)
    .where(
      and(
        isNull(messages.deletedAt),
        inArray(
          messages.threadId,
          on
            .select({ id: first.id })
            .from(first)
            .where(
              and(
                eq(first.roomId, sql.placeholder('roomId')),
                sql`${first.seq} between ${sql.placeholder('from')} and ${sql.placeholder('to')}`,
              ),
            ),
        ),
      ),
    )
    .groupBy(messages.threadId)

export type ThreadRow = Awaited<ReturnType<typeof counted>>[number]

/** The replies to the messages `from` to `to`, counted. Those without replies are left out. */
export const threadsBegunIn = statement((on) => counted(on).prepare('threads_begun'))

/** A thread, by any of its messages. */
export type ThreadRef = { roomId: string; messageId: string }

/** The message a thread begins with, of one room. It asks for no rights to that. */
export async function firstMessage(on: Queries, { roomId, messageId }: ThreadRef): Promise<MessageRow> {
  const [asked] = await byId(on).execute({ id: messageId })
  if (!asked || asked.message.roomId !== roomId) throw notFound('message')
  const { threadId } = asked.message
  const [first] = threadId === null ? [asked] : await byId(on).execute({ id: threadId })
  if (!first) throw notFound('message')
  return first
}

/** The replies of a thread before a seq, the last ones first. */
export const repliesBefore = statement((on) =>
  withContext(on)
    .where(
      and(eq(messages.threadId, sql.placeholder('threadId')), lt(messages.seq, sql.placeholder('before'))),
    )
    .orderBy(desc(messages.seq))
    .limit(sql.placeholder('limit'))
    .prepare('replies_before'),
)
