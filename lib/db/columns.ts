import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'
import { dialect } from './dialect.ts'

/*
 * The column vocabulary: each word has a SQLite and a Postgres spelling that yield the same
 * JavaScript value. Everything is typed as Postgres, whose builders are async only, so no call site
 * can reach for SQLite's synchronous calls.
 */
const sqlite = dialect === 'sqlite'
const either = <P>(postgres: P, spelledInSqlite: unknown): P => (sqlite ? (spelledInSqlite as P) : postgres)

export const table = either(pg.pgTable, lite.sqliteTable)
export const index = either(pg.index, lite.index)
export const unique = either(pg.uniqueIndex, lite.uniqueIndex)
export const primaryKey = either(pg.primaryKey, lite.primaryKey)

export const text = either(pg.text, lite.text)
export const integer = either(
  () => pg.integer(),
  () => lite.integer(),
)
export const bool = either(
  () => pg.boolean(),
  () => lite.integer({ mode: 'boolean' }),
)
/** Milliseconds since 1970, UTC, made by the app. */
export const time = either(
  () => pg.bigint({ mode: 'number' }),
  () => lite.integer({ mode: 'number' }),
)
export const json = either(
  () => pg.jsonb(),
  () => lite.text({ mode: 'json' }),
)
