import { index, integer, table, text, time } from '../columns.ts'

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
  /** Since when nobody may come in as this account; null while one may. */
  deactivatedAt: time(),
})

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
    createdAt: time().notNull(),
    lastSeenAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time(),
  },
  (t) => [index('sessions_user').on(t.userId)],
)
