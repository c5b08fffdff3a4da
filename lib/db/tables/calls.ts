import { sql } from 'drizzle-orm'
import type { LinkState, Media } from '#lib/calls/schema.ts'
import { bool, index, integer, json, primaryKey, table, text, time, unique } from '../columns.ts'
import { users } from './accounts.ts'
import { messages } from './messages.ts'
import { rooms } from './rooms.ts'

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
    locked: bool().notNull().default(false),
  },
  (t) => [
    unique('calls_held').on(t.roomId).where(sql`ended_at is null`),
    index('calls_message').on(t.messageId),
    index('calls_ended').on(t.endedAt),
  ],
)

/**
 * The roster of calls. Kept here rather than in memory, so that it survives a
 * restart and every process sees the same.
 */
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
    /** The session or the token they came by: the seat ends with it. */
    sessionId: text().notNull(),
    joinSeq: integer().notNull(),
    media: json().$type<Media>().notNull(),
    hand: bool().notNull(),
    recording: bool().notNull().default(false),
    /** A moderator muted them, and they have not said since that they are. */
    muted: bool().notNull().default(false),
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

/** Who asked to be let into a locked call, and what the answer was. */
export const knocks = table(
  'knocks',
  {
    callId: text()
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** When those inside last heard it. */
    knockedAt: time().notNull(),
    /** When a process last said that it holds a socket that waits for the answer. */
    seenAt: time().notNull().default(0),
    /** Null while they wait. An admission is good for the rest of the call. */
    answer: text({ enum: ['admitted', 'refused', 'withdrawn'] }),
  },
  (t) => [primaryKey({ columns: [t.callId, t.userId] })],
)
