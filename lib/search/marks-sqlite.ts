import type Database from 'better-sqlite3'
import type { Store } from '#lib/db/open.ts'
import { pathOf } from '#lib/db/sqlite.ts'
import type { Candidate, Wanted } from './search-index.ts'

/** The file of the index, beside the database. */
export const indexPath = (store: Store): string => pathOf(store).replace(/(\.\w+)?$/, '.search$1')

/** A mark as a word of the full-text index. */
export const word = (mark: number): string => (mark >>> 0).toString(36)
const words = (marks: number[], between: string) => marks.map((mark) => `"${word(mark)}"`).join(between)
const matching = ({ all, any }: Wanted) =>
  [words(all, ' AND '), ...any.map((marks) => `(${words(marks, ' OR ')})`)].filter(Boolean).join(' AND ')

/** Looks places up by their marks. */
export function placesWith(handle: Database.Database): (wanted: Wanted) => Candidate[] {
  const find = handle.prepare<[string, number, number, number], Candidate>(
    `select position, message_id as "messageId" from marks join entries on position = marks.rowid
     where marks match ? and marks.rowid >= ? and marks.rowid < ? order by marks.rowid desc limit ?`,
  )
  return (wanted) => find.all(matching(wanted), wanted.from, wanted.before, wanted.limit)
}
