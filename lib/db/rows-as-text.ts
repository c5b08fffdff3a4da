import { type Column, type SQL, sql } from 'drizzle-orm'
import { dialect } from './dialect.ts'

/** All rows of a statement in one text, which tells each of these values apart from every other. */
export function rowsAsText(...values: (Column | SQL)[]): SQL<string | null> {
  const row = sql.join(values, sql`, `)
  return dialect === 'postgres'
    ? sql`json_agg(json_build_array(${row}))::text`
    : sql`json_group_array(json_array(${row}))`
}
