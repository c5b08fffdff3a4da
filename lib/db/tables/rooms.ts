import { sql } from 'drizzle-orm'
import { bool, index, integer, primaryKey, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'

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
    /** Whose words the room takes; whether others may then still reply in its threads. */
    posting: text({ enum: ['everyone', 'moderators'] })
      .notNull()
      .default('everyone'),
    repliesOpen: bool().notNull().default(true),
    /** So long a member waits between two messages here; 0: not at all. */
    slowModeMs: integer().notNull().default(0),
    /** The sorted ids of a direct room's people: one room for each set of people. */
    directKey: text().unique(),
    /** So long messages are kept here; null: as long as the installation keeps them. */
    retentionDays: integer(),
    /** Where the history begins: what has a lower seq was taken because it was old. */
    firstSeq: integer().notNull().default(1),
    /** Whatever was said before that is gone. */
    goneBefore: time().notNull().default(0),
    lastSeq: integer().notNull().default(0),
    revision: integer().notNull().default(0),
    memberCount: integer().notNull().default(0),
    lastCallJoinSeq: integer().notNull().default(0),
    lastMessageAt: time(),
    /** When something last happened here; the order of the room list. */
    activeAt: time().notNull(),
    createdAt: time().notNull(),
    /** Nobody sees it any more; what it holds is on its way out. */
    deletedAt: time(),
  },
  (t) => [
    index('rooms_activity').on(t.visibility, t.activeAt, t.id),
    index('rooms_deleted').on(t.deletedAt).where(sql`deleted_at is not null`),
  ],
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
    /** Reads and does not write before that; 0 for whoever is not muted. */
    mutedUntil: time().notNull().default(0),
    muteReason: text().notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.roomId, t.userId] }),
    index('memberships_user').on(t.userId, t.roomId),
    index('memberships_owners').on(t.roomId, t.joinedAt).where(sql`role = 'owner'`),
  ],
)

export const invites = table(
  'invites',
  {
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
  },
  (t) => [index('invites_room').on(t.roomId, t.createdBy)],
)
