import { index, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'

/**
 * Wishes to have another email: each waits until somebody confirms it from there, and can be taken back from
 * the one before. A later wish leaves the earlier ones that were confirmed: whoever got hold of an account
 * cannot do away with its owner’s way back by changing it twice.
 */
export const emailChanges = table(
  'email_changes',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    before: text().notNull(),
    wanted: text().notNull(),
    /** Of the link that went to the email that is wanted, and of the one to the email before. */
    confirmHash: text().unique(),
    keepHash: text().unique(),
    requestedAt: time().notNull(),
    confirmedAt: time(),
  },
  (t) => [index('email_changes_user').on(t.userId)],
)
