import { table, text, time } from '../columns.ts'
import { users } from './accounts.ts'

/** What people tell of themselves beside their name: a row for whoever does. */
export const profiles = table('profiles', {
  userId: text()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  pronouns: text(),
  /** As the IANA names them. */
  timeZone: text(),
  statusEmoji: text(),
  /** null while there is no status, "" where its emoji says all. */
  statusText: text(),
  /** When the status ends by itself. */
  statusUntil: time(),
})
