import { type Column, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { dialect } from './dialect.ts'

/**
 * `column` is one of a list, for a prepared query: however long the list is, it is one value, given as
 * `JSON.stringify(list)`.
 */
export const among = (column: Column, list: Placeholder): SQL =>
  dialect === 'postgres'
    ? sql`${column} = any(array(select jsonb_array_elements_text(${list}::jsonb)))`
    : sql`${column} in (select value from json_each(${list}))`
