import { sql } from 'drizzle-orm'
import type { LinkState, Media } from '#lib/calls/schema.ts'
import type { Attachment } from '#lib/files/schema.ts'
import type { Reaction } from '#lib/messages/schema.ts'
import type { LinkPreview } from '#lib/previews/schema.ts'
import { bool, index, integer, json, primaryKey, table, text, time, unique } from './columns.ts'

export const users = table('users', {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  name: text().notNull(),
  /** The name folded for finding it: lower case, no accents. */
  nameFolded: text().notNull(),
  passwordHash: text().notNull(),
  role: text({ enum: ['admin', 'member', 'guest', 'bot'] }).notNull(),
  avatarUrl: text(),
  createdAt: time().notNull(),
})

/** What there is one of in an installation. `founder` is the id of the first account: its row decides who becomes admin. */
export const instance = table('instance', { key: text().primaryKey(), value: text().notNull() })

/** One row for each signed-in browser or program; revoking it ends everything that hangs on it. */
export const sessions = table(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['browser', 'program'] }).notNull(),
    refreshHash: text(),
    userAgent: text().notNull(),
    address: text().notNull(),
    createdAt: time().notNull(),
    lastSeenAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time(),
  },
  (t) => [index('sessions_user').on(t.userId)],
)

export const rooms = table(
  'rooms',
  {
    id: text().primaryKey(),
    type: text({ enum: ['chat', 'video'] }).notNull(),
    visibility: text({ enum: ['public', 'private', 'direct'] }).notNull(),
    name: text().notNull(),
    /** As for people. */
    nameFolded: text().notNull(),
    description: text().notNull(),
    creatorId: text()
      .notNull()
      .references(() => users.id),
    isActive: bool().notNull(),
    /** The sorted ids of a direct room's people: one room for each set of people. */
    directKey: text().unique(),
    lastSeq: integer().notNull().default(0),
    revision: integer().notNull().default(0),
    memberCount: integer().notNull().default(0),
    lastCallJoinSeq: integer().notNull().default(0),
    lastMessageAt: time(),
    /** When something last happened here; the order of the room list. */
    activeAt: time().notNull(),
    createdAt: time().notNull(),
  },
  (t) => [index('rooms_activity').on(t.visibility, t.activeAt, t.id)],
)

export const memberships = table(
  'memberships',
  {
    roomId: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text({ enum: ['owner', 'moderator', 'member'] }).notNull(),
    lastReadSeq: integer().notNull(),
    /** What of this room asks for the member's attention. */
    level: text({ enum: ['everything', 'mentions', 'nothing'] })
      .notNull()
      .default('everything'),
    favourite: bool().notNull().default(false),
    joinedAt: time().notNull(),
  },
  (t) => [primaryKey({ columns: [t.roomId, t.userId] }), index('memberships_user').on(t.userId)],
)

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
    authorId: text()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: ['text', 'system', 'call'] }).notNull(),
    content: text().notNull(),
    replyToId: text(),
    /** The first message of the thread of replies this one belongs to; null outside of threads, and for that first one. */
    threadId: text(),
    mentions: json().$type<string[]>().notNull(),
    reactions: json().$type<Reaction[]>().notNull(),
    /** As shown: a copy of what `files` and `link_previews` hold, so that a page of history is one statement. */
    attachments: json().$type<Attachment[]>().notNull().default([]),
    previews: json().$type<LinkPreview[]>().notNull().default([]),
    clientId: text(),
    createdAt: time().notNull(),
    editedAt: time(),
    deletedAt: time(),
    pinnedAt: time(),
  },
  (t) => [
    unique('messages_seq').on(t.roomId, t.seq),
    unique('messages_client').on(t.authorId, t.clientId),
    index('messages_revision').on(t.roomId, t.revision),
    index('messages_author').on(t.roomId, t.authorId, t.seq),
    index('messages_thread').on(t.threadId, t.seq).where(sql`thread_id is not null`),
    index('messages_pinned').on(t.roomId, t.pinnedAt).where(sql`pinned_at is not null`),
  ],
)

/** What an edited message said before, one row for each edit; gone with the message's text when it is deleted. */
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
  ],
)

/**
 * Uploaded files. Their bytes lie in the store under the same id. One without a message is its uploader's alone, and is cleaned up when it
 * stays so: because the message was never sent, was deleted, or went with its room.
 */
export const files = table(
  'files',
  {
    id: text().primaryKey(),
    uploaderId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    messageId: text().references(() => messages.id, { onDelete: 'set null' }),
    name: text().notNull(),
    /** Found from the content, never believed. */
    mimeType: text().notNull(),
    sizeBytes: integer().notNull(),
    width: integer(),
    height: integer(),
    /** Of the picture shown in the conversation; null where there is none. */
    thumbWidth: integer(),
    thumbHeight: integer(),
    createdAt: time().notNull(),
  },
  (t) => [index('files_message').on(t.messageId, t.createdAt)],
)

/** What a link shows of itself, fetched while somebody composes; a message takes a copy. */
export const linkPreviews = table(
  'link_previews',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    card: json().$type<LinkPreview>().notNull(),
    createdAt: time().notNull(),
  },
  (t) => [index('link_previews_time').on(t.createdAt)],
)

/** Who is mentioned where: counts the unread mentions. `userId` is "room" for everybody. */
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
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.userId] }),
    index('mentions_unread').on(t.roomId, t.userId, t.seq),
  ],
)

export const invites = table('invites', {
  id: text().primaryKey(),
  roomId: text()
    .notNull()
    .references(() => rooms.id, { onDelete: 'cascade' }),
  createdBy: text()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  tokenHash: text().notNull().unique(),
  usesLeft: integer().notNull(),
  expiresAt: time().notNull(),
  createdAt: time().notNull(),
})

/** Every call that was held, one row each; the one that goes on in a room has no end yet. */
export const calls = table(
  'calls',
  {
    id: text().primaryKey(),
    roomId: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    /** Its place in the conversation. */
    messageId: text()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    startedAt: time().notNull(),
    endedAt: time(),
  },
  (t) => [unique('calls_held').on(t.roomId).where(sql`ended_at is null`)],
)

/** The roster of calls. Kept here rather than in memory, so that it survives a restart and every process sees the same. */
export const participants = table(
  'participants',
  {
    id: text().primaryKey(),
    roomId: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sessionId: text().notNull(),
    joinSeq: integer().notNull(),
    media: json().$type<Media>().notNull(),
    hand: bool().notNull(),
    links: json().$type<LinkState[]>().notNull(),
    /** The process that holds the participant's socket, and when it last said so. */
    node: text().notNull(),
    socketId: text().notNull(),
    seenAt: time().notNull(),
    joinedAt: time().notNull(),
    /** Since when the socket is gone; null while connected. */
    lostAt: time(),
    leftAt: time(),
    leftReason: text({ enum: ['left', 'lost', 'removed', 'replaced', 'ended'] }),
  },
  (t) => [index('participants_room').on(t.roomId, t.leftAt), index('participants_user').on(t.userId)],
)
