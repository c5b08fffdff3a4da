import type Database from 'better-sqlite3'

/**
 * From now on a statement of this handle is planned when it is prepared, and not again. SQLite looks at the
 * value a limit is bound to, and so plans anew with each that is bound: half of what a page of messages costs.
 * A limit that is an expression it does not look at
 * (https://sqlite.org/c3ref/prepare.html, on values that may influence the plan).
 */
export function planOnce(handle: Database.Database): void {
  const prepare = handle.prepare.bind(handle)
  handle.prepare = ((query: string) => prepare(query.replaceAll(boundLimit, 'limit +?'))) as typeof prepare
}

const boundLimit = /\blimit \?/g

/**
 * Samples of values, as `ANALYZE` leaves them, have the same effect on whatever is compared with a value
 * (https://sqlite.org/fileformat2.html#stat4tab). What it has counted stays.
 */
export const forgetSamples = (writer: Database.Database): void =>
  void writer.exec('drop table if exists sqlite_stat4')
