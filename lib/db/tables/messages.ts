import { sql } from 'drizzle-orm'
import type { Attachment } from '#lib/files/schema.ts'
import type { MessageEvent, Poll, Reaction } from '#lib/messages/schema.ts'
import type { LinkPreview } from '#lib/previews/schema.ts'
import { bool, index, integer, json, primaryKey, table, text, time, unique } from '../columns.ts'
import { users } from './accounts.ts'
import { rooms } from './rooms.ts'

export const messages = table(
  'messages',
  {
    id: text().primaryKey(),
    roomId: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    /** The room's revision at which this message last changed; catching up reads by it. */
    revision: integer().notNull(),
    /**
     * Whether it changed since it was posted. Of those that did not, revisions are in the order of `seq`:
     * they need no index of their own, which each post would pay for.
     */
    revised: bool().notNull().default(false),
    authorId: text()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: ['text', 'system', 'call'] }).notNull(),
    /** What somebody wrote; "" where the room itself tells an event. */
    content: text().notNull(),
    event: json().$type<MessageEvent>(),
    /** Of a poll, whose question and choices are its content too; with who chose what. */
    poll: json().$type<Poll>(),
    replyToId: text(),
    /**
     * The first message of the thread of replies this one belongs to; null
     * outside of threads, and for that first one.
     */
    threadId: text(),
    /** Whether the room's timeline shows it; otherwise its thread alone does. */
    inRoom: bool().notNull().default(true),
    /**
     * The message this one passes on, and whose words those are; null of what its author says. What it says
     * and shows is a copy.
     */
    forwardedId: text(),
    forwardedAuthorId: text(),
    mentions: json().$type<string[]>().notNull(),
    reactions: json().$type<Reaction[]>().notNull(),
    /**
     * As shown: a copy of what `files` and `link_previews` hold, so that a page of history is one statement.
     */
    attachments: json().$type<Attachment[]>().notNull().default([]),
    previews: json().$type<LinkPreview[]>().notNull().default([]),
    clientId: text(),
    createdAt: time().notNull(),
    editedAt: time(),
    deletedAt: time(),
    /** Of what somebody else than its author deleted: why, "" where they did not say. */
    removedFor: text(),
    pinnedAt: time(),
    /** When somebody else last reacted to it; null while nobody else does. */
    reactedAt: time(),
  },
  (t) => [
    unique('messages_seq').on(t.roomId, t.seq),
    unique('messages_client').on(t.authorId, t.clientId),
    index('messages_revised').on(t.roomId, t.revision).where(sql`revised`),
    index('messages_author').on(t.roomId, t.authorId, t.seq),
    index('messages_thread').on(t.threadId, t.seq).where(sql`thread_id is not null`),
    index('messages_quiet')
      .on(t.roomId, t.seq)
      .where(sql`(deleted_at is not null or not in_room or kind = 'system')`),
    index('messages_reacted').on(t.authorId, t.reactedAt).where(sql`reacted_at is not null`),
    index('messages_removed').on(t.authorId, t.deletedAt).where(sql`removed_for is not null`),
    index('messages_pinned').on(t.roomId, t.pinnedAt).where(sql`pinned_at is not null`),
  ],
)

/**
 * What an edited message said before, one row for each edit; gone with the message's text when it is deleted.
 */
export const edits = table(
  'edits',
  {
    messageId: text()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    /** The message's revision while it said this. */
    revision: integer().notNull(),
    content: text().notNull(),
    /** Since when it said this. */
    writtenAt: time().notNull(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.revision] })],
)

/** Messages somebody keeps for later; nobody else knows. */
export const saved = table(
  'saved',
  {
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    messageId: text()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    savedAt: time().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.messageId] }),
    index('saved_time').on(t.userId, t.savedAt, t.messageId),
    // What a message is deleted with is found without reading all that anybody keeps.
    index('saved_message').on(t.messageId),
  ],
)

/**
 * Who follows which thread, and how far they have read it. Of somebody who does not want to any more a row
 * stays that says so.
 */
export const followers = table(
  'followers',
  {
    /** The first message. */
    threadId: text()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    lastReadSeq: integer().notNull(),
    following: bool().notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.userId] }), index('followers_user').on(t.userId)],
)

/**
 * Who is mentioned where: counts the unread mentions, and lists all of them. `userId` is "room" for
 * everybody.
 */
export const mentions = table(
  'mentions',
  {
    messageId: text()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    userId: text().notNull(),
    authorId: text().notNull(),
    roomId: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    /** As of the message. */
    inRoom: bool().notNull().default(true),
    createdAt: time().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.userId] }),
    index('mentions_unread').on(t.roomId, t.userId, t.seq),
    index('mentions_time').on(t.userId, t.createdAt, t.messageId),
  ],
)
