import { type Column, type SQL, sql } from 'drizzle-orm'

/** `column` holds `part` somewhere, taken literally. */
export const contains = (column: Column, part: string): SQL =>
  sql`${column} like ${`%${part.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`} escape '\\'`
