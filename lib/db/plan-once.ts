import type Database from 'better-sqlite3'

/**
 * From now on no limit has a statement of this handle planned anew. SQLite looks at the value a limit is
 * bound to, and so plans again with each that is bound: most of what a few messages cost. A limit that is an
 * expression it does not look at (https://sqlite.org/c3ref/prepare.html, on values that influence the plan).
 */
export function planOnce(handle: Database.Database): void {
  const prepare = handle.prepare.bind(handle)
  handle.prepare = ((query: string) => prepare(query.replaceAll(boundLimit, 'limit +?'))) as typeof prepare
}

const boundLimit = /\blimit \?/g

/**
 * Samples of values, as `ANALYZE` leaves them, have the same effect on whatever is compared with a value
 * (https://sqlite.org/fileformat2.html#stat4tab). What it has counted stays. This handle has read them
 * already, and so reads its schema again.
 */
export const forgetSamples = (writer: Database.Database): void =>
  void writer.exec('drop table if exists sqlite_stat4; pragma writable_schema = reset')
