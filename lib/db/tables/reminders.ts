import { index, primaryKey, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'

/**
 * Messages somebody wants to be reminded of; nobody else knows. A row does not go with its message: whoever
 * waits for the reminder is told that the message is gone.
 */
export const reminders = table(
  'reminders',
  {
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    messageId: text().notNull(),
    remindAt: time().notNull(),
    /** When it came; null while it is still to come. */
    cameAt: time(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.messageId] }),
    index('reminders_time').on(t.userId, t.remindAt, t.messageId),
  ],
)
