import { and, count, desc, eq, inArray, isNull, lt, max, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { withContext } from './rows.ts'

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
