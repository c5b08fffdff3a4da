import type Database from 'better-sqlite3'
import type { Store } from '#lib/db/open.ts'
import { pathOf } from '#lib/db/sqlite.ts'
import type { Candidate, Wanted } from './search-index.ts'

/** The file of the index, beside the database. */
export const indexPath = (store: Store): string => pathOf(store).replace(/(\.\w+)?$/, '.search$1')

/** In the language of FTS5: https://sqlite.org/fts5.html#full_text_query_syntax */
const matching = ({ words, beginning, any }: Wanted) =>
  [
    ...words.map((word) => `"${word}"`),
    ...beginning.map((start) => `"${start}"*`),
    ...any.map((some) => `(${some.map((word) => `"${word}"`).join(' OR ')})`),
  ].join(' AND ')

/** Looks places up by their words. */
export function placesWith(handle: Database.Database): (wanted: Wanted) => Candidate[] {
  const find = handle.prepare<[string, number, number, number], Candidate>(
    `select position, message_id as "messageId" from words join entries on position = words.rowid
     where words match ? and words.rowid >= ? and words.rowid < ? order by words.rowid desc limit ?`,
  )
  return (wanted) => find.all(matching(wanted), wanted.from, wanted.before, wanted.limit)
}
