import type Database from 'better-sqlite3'

/** So many pages at once: about as long as storing the messages of one step. */
const pages = 500

/**
 * Writing much leaves a full-text table of SQLite in many parts, and every look-up asks each of them. This
 * makes one of them, a piece with each call; false once there is nothing left to do
 * (https://sqlite.org/fts5.html#the_merge_command).
 */
export function joinPartsOf(handle: Database.Database, table: string): () => boolean {
  const merge = handle.prepare<[number]>(`insert into ${table} (${table}, rank) values ('merge', ?)`)
  const written = handle.prepare<[], number>('select total_changes()').pluck()
  let begun = false
  return () => {
    const before = written.get() ?? 0
    // A negative number takes all parts, however unlike in size; the next ones go on with that.
    merge.run(begun ? pages : -pages)
    begun = (written.get() ?? 0) - before >= 2
    return begun
  }
}
