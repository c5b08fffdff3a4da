import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Queries } from '#lib/db/open.ts'
import { messages } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { rooms, titleColumns } from '#lib/rooms/columns.ts'
import type { Head } from '#lib/rooms/head.ts'
import { namedBy } from './named.ts'

const original = alias(messages, 'original')
const originalAuthor = alias(users, 'original_author')
const forwardedAuthor = alias(users, 'forwarded_author')

const columns = {
  message: messages,
  author: personColumns,
  named: namedBy(messages.mentions, messages.kind),
  original: {
    id: original.id,
    seq: original.seq,
    content: original.content,
    event: original.event,
    attachments: original.attachments,
  },
  originalAuthorName: originalAuthor.name,
  forwardedAuthor: {
    id: forwardedAuthor.id,
    name: forwardedAuthor.name,
    avatarUrl: forwardedAuthor.avatarUrl,
  },
}

const isAuthor = eq(users.id, messages.authorId)
const isOriginal = eq(original.id, messages.replyToId)
const isItsAuthor = eq(originalAuthor.id, original.authorId)
const isForwardedAuthor = eq(forwardedAuthor.id, messages.forwardedAuthorId)

/** A message with its author and what it replies to: one statement, however many messages. */
export const withContext = (on: Queries) =>
  on
    .select(columns)
    .from(messages)
    .innerJoin(users, isAuthor)
    .leftJoin(original, isOriginal)
    .leftJoin(originalAuthor, isItsAuthor)
    .leftJoin(forwardedAuthor, isForwardedAuthor)

/** The same, and the room it stands in. */
export const withRoom = (on: Queries) =>
  on
    .select({ ...columns, room: titleColumns })
    .from(messages)
    .innerJoin(rooms, eq(rooms.id, messages.roomId))
    .innerJoin(users, isAuthor)
    .leftJoin(original, isOriginal)
    .leftJoin(originalAuthor, isItsAuthor)
    .leftJoin(forwardedAuthor, isForwardedAuthor)

/** A message as it is stored. */
export type StoredMessage = typeof messages.$inferSelect

export type MessageRow = Awaited<ReturnType<typeof withContext>>[number]
export type ReadableRow = Awaited<ReturnType<typeof withRoom>>[number]

const inRoom = eq(messages.roomId, sql.placeholder('roomId'))

/** All messages `from` to `to` (seq, both included), in order. */
export const stretch = statement((on) =>
  withContext(on)
    .where(and(inRoom, sql`${messages.seq} between ${sql.placeholder('from')} and ${sql.placeholder('to')}`))
    .orderBy(asc(messages.seq))
    .prepare('messages_stretch'),
)

const shown = and(inRoom, eq(messages.inRoom, true))
const limit = sql.placeholder('limit')

/** What the room shows before a seq, the last ones first. */
export const shownBefore = statement((on) =>
  withContext(on)
    .where(and(shown, lt(messages.seq, sql.placeholder('before'))))
    .orderBy(desc(messages.seq))
    .limit(limit)
    .prepare('messages_before'),
)

/** What the room shows after a seq, in order. */
export const shownAfter = statement((on) =>
  withContext(on)
    .where(and(shown, gt(messages.seq, sql.placeholder('after'))))
    .orderBy(asc(messages.seq))
    .limit(limit)
    .prepare('messages_after'),
)

const placeholders = {
  roomId: sql.placeholder('roomId'),
  since: sql.placeholder('since'),
  above: sql.placeholder('above'),
  limit: sql.placeholder('limit'),
}

/**
 * The first messages of a room that changed after the revision `since`. Of those that did not change since
 * they were posted, none up to the seq `above` has a later revision (see `unchangedUpTo`).
 */
const changed = sql`${messages.id} in (
  select id from (select ${messages.id} from ${messages}
    where ${messages.roomId} = ${placeholders.roomId} and not ${messages.revised}
      and ${messages.seq} > ${placeholders.above} and ${messages.revision} > ${placeholders.since}
    order by ${messages.seq} limit ${placeholders.limit}) as posted
  union all
  select id from (select ${messages.id} from ${messages}
    where ${messages.roomId} = ${placeholders.roomId} and ${messages.revised}
      and ${messages.revision} > ${placeholders.since}
    order by ${messages.revision} limit ${placeholders.limit}) as revised)`

/**
 * Up to which seq no message was posted after a revision: each that was took a revision of its own.
 */
export const unchangedUpTo = (since: number, head: Head): number =>
  Math.max(0, head.lastSeq - (head.revision - since))

/** Messages changed after a revision, in the order of their changes. */
export const changedSince = statement((on) =>
  withContext(on)
    .where(changed)
    .orderBy(asc(messages.revision))
    .limit(placeholders.limit)
    .prepare('messages_changed'),
)

export const byId = statement((on) =>
  withContext(on)
    .where(eq(messages.id, sql.placeholder('id')))
    .prepare('message_by_id'),
)

export const byClientId = statement((on) =>
  withContext(on)
    .where(
      and(
        eq(messages.authorId, sql.placeholder('authorId')),
        eq(messages.clientId, sql.placeholder('clientId')),
      ),
    )
    .prepare('message_by_client_id'),
)

/**
 * Messages changed after a revision, in the order of their changes, for what
 * is derived of them. It asks for no rights.
 */
export const followedSince = statement((on) =>
  on
    .select({
      id: messages.id,
      roomId: messages.roomId,
      seq: messages.seq,
      revision: messages.revision,
      revised: messages.revised,
      authorId: messages.authorId,
      kind: messages.kind,
      content: messages.content,
      attachments: messages.attachments,
      createdAt: messages.createdAt,
      deletedAt: messages.deletedAt,
    })
    .from(messages)
    .where(changed)
    .orderBy(asc(messages.revision))
    .limit(placeholders.limit)
    .prepare('messages_followed'),
)

/** A message as it is read by what follows all of them. */
export type FollowedMessage = Awaited<ReturnType<ReturnType<typeof followedSince>['execute']>>[number]
