import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { keepPrivate } from '#lib/db/keep-private.ts'
import { Fault } from '#lib/errors.ts'
import { type Copied, databaseOf, type Source } from './source.ts'

/** Copies the embedded database into a folder as it is at one moment; the server may write meanwhile. */
export async function copySqlite(source: Source, folder: string): Promise<Copied> {
  const from = databaseOf(source)
  if (!existsSync(from)) throw new Fault(`There is no database at ${from}.`)
  const path = basename(from)
  const to = join(folder, path)
  keepPrivate(to)
  const database = new Database(from, { readonly: true })
  try {
    database.pragma('busy_timeout = 5000')
    // All in one step: a step at a time, SQLite begins anew whenever somebody writes.
    await database.backup(to, { progress: () => 0x7fffffff })
  } finally {
    database.close()
  }
  // One file alone, without a log beside it, so that it can be read where nothing can be written.
  const copy = new Database(to)
  try {
    copy.pragma('journal_mode = DELETE')
    return { path, ...countSqlite(copy) }
  } finally {
    copy.close()
  }
}

/** How many rows its tables have, and when its newest migration was made. */
export function countSqlite(database: Database.Database): Omit<Copied, 'path'> {
  const tables = database
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_\\_%' escape '\\'",
    )
    .pluck()
    .all() as string[]
  const rows = tables.map((name) => [
    name,
    database.prepare(`select count(*) from "${name}"`).pluck().get() as number,
  ])
  const migrations = database
    .prepare("select 1 from sqlite_master where name = '__drizzle_migrations'")
    .pluck()
    .get()
  const migration = migrations
    ? (database.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number | null)
    : null
  return { migration, rows: Object.fromEntries(rows) }
}
