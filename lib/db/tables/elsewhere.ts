import { index, table, text, time, unique } from '../columns.ts'
import { users } from './accounts.ts'

/** By whom somebody is known elsewhere: whoever comes back with the same subject is the same person. */
export const identities = table(
  'identities',
  {
    id: text().primaryKey(),
    /** Whose subject it is. Not the provider's name here, which whoever runs this server may change. */
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** What they are called there, for themselves to know it by. */
    label: text().notNull(),
    createdAt: time().notNull(),
    lastUsedAt: time().notNull(),
  },
  (t) => [unique('identities_subject').on(t.issuer, t.subject), index('identities_user').on(t.userId)],
)

/** What was used and is good only once, by its hash, until it would have run out by itself. */
export const spent = table('spent', { hash: text().primaryKey(), expiresAt: time().notNull() })
