import { stat } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { dialect } from './dialect.ts'
import type { Queries, Store } from './open.ts'

/** The bytes of a file of SQLite's, with what waits beside it to be folded in; 0 where there is none. */
export async function bytesOfFile(path: string): Promise<number> {
  const sizes = ['', '-wal'].map((end) =>
    stat(path + end).then(
      ({ size }) => size,
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((all, one) => all + one, 0)
}

/** The bytes that the database takes, on PostgreSQL with the index of the search, which lies in it. */
export async function bytesOfDatabase(on: Queries, store: Pick<Store, 'url' | 'dataDir'>): Promise<number> {
  if (dialect === 'sqlite') return bytesOfFile((await import('./sqlite.ts')).pathOf(store))
  return one(on, sql`pg_database_size(current_database())`)
}

/** The bytes of these tables and their indexes, of PostgreSQL; those that are not there take none. */
export const bytesOfTables = (on: Queries, names: string[]): Promise<number> =>
  one(
    on,
    sql`(select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class
      where relkind = 'r' and relname in ${names})`,
  )

/** What the server calls itself: PostgreSQL 17.2, SQLite 3.53.0. */
export async function versionOfDatabase(on: Queries): Promise<string> {
  const text = dialect === 'sqlite' ? sql`sqlite_version()` : sql`current_setting('server_version')`
  const [row] = await on.select({ version: sql<string>`${text}` }).from(sql`(select 1) as one`)
  // Distributions write their own behind it, in brackets.
  const [version = ''] = row?.version.split(' ') ?? []
  return version
}

async function one(on: Queries, size: ReturnType<typeof sql>): Promise<number> {
  const [row] = await on.select({ size: size.mapWith(Number) }).from(sql`(select 1) as one`)
  return Number(row?.size ?? 0)
}
