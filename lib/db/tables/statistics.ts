import { index, integer, primaryKey, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'

/**
 * Who was here on which day (UTC, 2026-01-31), once each; a few days only, then the number stays. Databases
 * call it `visits`, from before that was what guests of a room do.
 */
export const daysHere = table(
  'visits',
  {
    day: text().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.day, t.userId] }), index('visits_user').on(t.userId)],
)

/** What a day that is over (UTC) came to: counted once, and never again. */
export const days = table('days', {
  day: text().primaryKey(),
  messages: integer().notNull(),
  writers: integer().notNull(),
  visitors: integer().notNull(),
  calls: integer().notNull(),
  callMs: time().notNull(),
})
