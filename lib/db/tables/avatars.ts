import { index, table, text, time } from '../columns.ts'

/**
 * Pictures of people. Each lies in the store under its id. It hangs on no account: what is left of one that
 * is gone says so here, until it is cleaned up.
 */
export const avatars = table(
  'avatars',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    createdAt: time().notNull(),
    /** Since when another one, or none, is shown; null while this one is. */
    replacedAt: time(),
  },
  (t) => [index('avatars_user').on(t.userId)],
)
