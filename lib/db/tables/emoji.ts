import { table, text, time, unique } from '../columns.ts'
import { users } from './accounts.ts'

/** Emoji of the installation. The picture of each lies in the store under its id. */
export const emoji = table(
  'emoji',
  {
    id: text().primaryKey(),
    /** Between colons in messages and reactions: these go on to say it when the emoji is gone. */
    name: text().notNull(),
    /** So that no two look or are typed alike; folded anew as names are, but where two would be one by it. */
    nameFolded: text().notNull(),
    addedBy: text().references(() => users.id, { onDelete: 'set null' }),
    createdAt: time().notNull(),
  },
  (t) => [unique('emoji_name').on(t.nameFolded), unique('emoji_exact_name').on(t.name)],
)
