import { sql } from 'drizzle-orm'
import { bool, index, integer, primaryKey, table, text, time } from '../columns.ts'

export const users = table(
  'users',
  {
    id: text().primaryKey(),
    email: text().notNull().unique(),
    name: text().notNull(),
    /** The name folded for finding it: lower case, no accents. */
    nameFolded: text().notNull(),
    /** "" while there is no password. */
    passwordHash: text().notNull(),
    role: text({ enum: ['admin', 'member', 'guest', 'bot'] }).notNull(),
    avatarUrl: text(),
    /** Since when somebody is known to read what is sent to the email; null while that is not known. */
    emailVerifiedAt: time(),
    createdAt: time().notNull(),
    /** Since when nobody may come in as this account; null while one may. */
    deactivatedAt: time(),
    /** The one room of somebody who came by its guest link; null for whoever has an account of their own. */
    guestOf: text(),
    /** Whether a second factor is required here, and they have none: until then they do nothing else. */
    mustSetUp: bool().notNull().default(false),
    /**
     * Since when there is no such account any more: what is left is whose messages those are. Nobody comes in
     * as it either, so `deactivatedAt` is set too.
     */
    deletedAt: time(),
  },
  (t) => [
    index('users_name').on(t.nameFolded, t.id),
    index('users_guests').on(t.guestOf).where(sql`guest_of is not null`),
  ],
)

/** What was sent to somebody outside of the app, and opens one thing once; a newer one takes its place. */
export const oneTimeLinks = table(
  'one_time_links',
  {
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** `mailedPassword` went to the email: whoever uses it reads what comes there. */
    purpose: text({ enum: ['password', 'mailedPassword', 'email'] }).notNull(),
    tokenHash: text().notNull().unique(),
    expiresAt: time().notNull(),
    usedAt: time(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.purpose] })],
)

/** One row for each signed-in browser or program; revoking it ends everything that hangs on it. */
export const sessions = table(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['browser', 'program'] }).notNull(),
    /** How often the refresh token was changed; the present one carries this number. */
    refreshCount: integer().notNull().default(0),
    /** When it was last changed, and a hash of the client that asked for it. */
    refreshedAt: time(),
    refreshedBy: text(),
    userAgent: text().notNull(),
    address: text().notNull(),
    /** What its owner reads, as the browser told (Accept-Language). */
    languages: text().notNull().default(''),
    createdAt: time().notNull(),
    lastSeenAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time(),
  },
  (t) => [index('sessions_user').on(t.userId)],
)
