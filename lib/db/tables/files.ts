import { sql } from 'drizzle-orm'
import type { LinkPreview } from '#lib/previews/schema.ts'
import { bool, index, integer, json, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'
import { messages } from './messages.ts'

/**
 * Uploaded files. Their bytes lie in the store under the same id. One without a message is
 * its uploader's alone, and is cleaned up when it stays so: because the message was never
 * sent, was deleted, or went with its room.
 */
export const files = table(
  'files',
  {
    id: text().primaryKey(),
    uploaderId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    messageId: text().references(() => messages.id, { onDelete: 'set null' }),
    /** The room of that message: what its files take is summed by it, while they have a message. */
    roomId: text(),
    name: text().notNull(),
    /** Found from the content, never believed. */
    mimeType: text().notNull(),
    sizeBytes: integer().notNull(),
    width: integer(),
    height: integer(),
    /** Of the picture shown in the conversation; null where there is none. */
    thumbWidth: integer(),
    thumbHeight: integer(),
    /** A picture of frames; GIFs of before are not marked. */
    moves: bool().notNull().default(false),
    /** It could not be cleaned: it may tell where and when it was made. */
    keepsMetadata: bool().notNull().default(false),
    createdAt: time().notNull(),
  },
  (t) => [
    index('files_message').on(t.messageId, t.createdAt),
    index('files_uploader').on(t.uploaderId, t.sizeBytes),
    index('files_unsent').on(t.uploaderId).where(sql`message_id is null`),
    index('files_room').on(t.roomId, t.sizeBytes).where(sql`message_id is not null`),
    index('files_kind').on(t.mimeType, t.sizeBytes),
  ],
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
