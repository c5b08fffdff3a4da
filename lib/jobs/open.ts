import { sql } from 'drizzle-orm'

/** What may still run. In the very words of the indexes, or they are not used. */
export const isOpen = sql`state <> 'given_up'`
