import { index, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'
import { rooms } from './rooms.ts'

/**
 * Links by which strangers come into one room as its guests. A room has one at a time; the others are over,
 * and stay so that whoever holds one is told what became of it.
 */
export const guestLinks = table(
  'guest_links',
  {
    id: text().primaryKey(),
    roomId: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    createdBy: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    /** When it was ended, before its time or by that; null while it goes on. */
    endedAt: time(),
  },
  (t) => [index('guest_links_room').on(t.roomId, t.createdAt)],
)
