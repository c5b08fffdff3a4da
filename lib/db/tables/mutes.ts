import { primaryKey, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'
import { rooms } from './rooms.ts'

/**
 * Who was muted in a room, until when and why. A copy of what their membership says, for whoever leaves and
 * comes back; no message that is posted reads it.
 */
export const mutes = table(
  'mutes',
  {
    roomId: text()
      .notNull()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    until: time().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.roomId, t.userId] })],
)
