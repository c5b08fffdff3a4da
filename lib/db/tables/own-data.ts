import { index, integer, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'

/** What somebody asked to have of all their data; one each. The archive lies in the store under its id. */
export const ownArchives = table(
  'own_archives',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .unique()
      .references(() => users.id, { onDelete: 'cascade' }),
    state: text({ enum: ['making', 'ready', 'failed'] }).notNull(),
    /** Messages and files: how many there are, and how many are in it. */
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    sizeBytes: integer(),
    requestedAt: time().notNull(),
    /** When it is taken away. */
    expiresAt: time(),
  },
  (t) => [index('own_archives_expiry').on(t.expiresAt)],
)
