import { index, primaryKey, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'
import { rooms } from './rooms.ts'

/** Who may not come back into a room until that is lifted. */
export const bans = table(
  'bans',
  {
    roomId: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** What they were here: whoever could not remove such a member does not lift it either. */
    role: text({ enum: ['owner', 'moderator', 'member'] }).notNull(),
    /** As it is told to them; null where nobody gave one. */
    reason: text(),
    /** null once that account is gone. */
    bannedBy: text().references(() => users.id, { onDelete: 'set null' }),
    bannedAt: time().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roomId, t.userId] }),
    index('bans_time').on(t.roomId, t.bannedAt, t.userId),
  ],
)
