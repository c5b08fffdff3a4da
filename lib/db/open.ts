import type { Table } from 'drizzle-orm'
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { dialect } from './dialect.ts'

/** Builders over the schema: `db.read`, and what a write is given. */
export type Queries = Pick<
  PgDatabase<NodePgQueryResultHKT, Record<string, never>>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count'
>

/** `full`: the disk is. What is read and kept elsewhere goes on with a database that takes no writes. */
export type Health = 'ready' | 'away' | 'read-only' | 'full'

export type Db = {
  dialect: 'sqlite' | 'postgres'
  read: Queries
  /**
   * The one door for changes: runs `body` in a transaction and resolves after the commit. Only SQL may be
   * awaited inside. Rejects with what `body` throws, having undone this write alone; a write inside a write
   * is refused. Writes of one lane commit, and resolve, in the order they were asked for.
   */
  write: <T>(body: (tx: Queries) => Promise<T>, lane?: string) => Promise<T>
  /** Inside of a write: `heard` is called right after its commit, and never when it is undone. */
  afterCommit: (heard: () => void) => void
  /**
   * Another number after every commit, whoever made it: while it stays, so does all that was read after it
   * came. Of all commits made before it was asked for it tells. null where asking costs as much as reading.
   */
  stamp: () => Promise<number | null>
  /** The same for some tables: it may stay when only others were changed, and only by this process. */
  stampOf: (tables: Table[]) => () => Promise<number | null>
  /** Whether it answers, and takes what is written. Never rejects. */
  health: () => Promise<Health>
  /** Waits for the writes under way. */
  close: () => Promise<void>
}

/** Whether nothing was committed since this stamp came; false where none is given. */
export const isUnchanged = async (db: Db, stamp: number | null): Promise<boolean> =>
  stamp !== null && stamp === (await db.stamp())

/** What only reads: nothing that holds one can change anything. */
export type Reader = { read: Queries; close: () => Promise<void> }

export type Store = { url: string; dataDir: string; synchronous: 'NORMAL' | 'FULL' }

/** Opens the database the settings name and brings its tables up to date. Only its own driver is loaded. */
export async function openDb(store: Store): Promise<Db> {
  return dialect === 'postgres'
    ? (await import('./postgres.ts')).openPostgres(store)
    : (await import('./sqlite.ts')).openSqlite(store)
}

/** For a thread beside the one that opened the database: it must be open, and up to date, already. */
export const openReader = async (store: Store): Promise<Reader> =>
  dialect === 'postgres'
    ? (await import('./postgres.ts')).openPostgresReader(store)
    : (await import('./sqlite.ts')).openSqliteReader(store)
