import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { Fault } from '#lib/errors.ts'
import { keepCheckpoints } from './checkpoints.ts'
import { copyBefore } from './copy-before.ts'
import { groupCommit } from './group-commit.ts'
import { keepPrivate } from './keep-private.ts'
import { isBehind, migrationsFolder, requireKnown } from './migrations.ts'
import { markTable, requireWhole } from './move/half-moved.ts'
import { nameStatements } from './name-statement.ts'
import { onceATurn } from './once-a-turn.ts'
import type { Db, Queries, Reader, Store } from './open.ts'
import { forgetSamples, planOnce } from './plan-once.ts'
import { sqliteHealth } from './sqlite-health.ts'
import { stampTables } from './table-stamps.ts'
import { readWarm } from './warm-reads.ts'

const casing = 'snake_case'
/** How long the write-ahead log may become before who writes has to fold it back. */
const logBytes = 64 * 1024 * 1024
const readerCacheBytes = 64 * 1024 * 1024
/**
 * A commit after which pages have changed places goes through all that is kept (`pcache1Truncate`), and an
 * index of random ids has them change often. What is not kept is read from the map of the file, or by a call
 * of the system while it is in the log or beyond the map.
 */
const writerCacheBytes = 4 * 1024 * 1024

/** `file:` URLs and the default both end in a path; relative ones start at the data folder. */
export const pathOf = ({ url, dataDir }: Pick<Store, 'url' | 'dataDir'>) =>
  resolve(dataDir, url === '' ? 'rooms.db' : url.replace(/^file:(\/\/)?/, ''))

export async function openSqlite(store: Store): Promise<Db> {
  const path = pathOf(store)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  keepPrivate(path)
  const writer = new Database(path)
  refuseBrokenWal(writer)
  // Of a new file. A message touches a page of each index, and what it costs is mostly writing these.
  writer.pragma('page_size = 2048')
  const pageSize = writer.pragma('page_size', { simple: true }) as number
  writer.pragma('journal_mode = WAL')
  writer.pragma(`synchronous = ${store.synchronous}`)
  writer.pragma(`journal_size_limit = ${logBytes}`)
  // The thread in checkpoints.ts does most of it before; this is what brings the log back to its start.
  writer.pragma(`wal_autocheckpoint = ${Math.floor(logBytes / pageSize)}`)
  tune(writer, writerCacheBytes)

  migrateAll(writer, path)
  forgetSamples(writer)

  const reader = new Database(path, { readonly: true })
  tune(reader, readerCacheBytes)
  // It tells of commits by other connections, and by this one there are none
  // (https://sqlite.org/pragma.html#pragma_data_version).
  const dataVersion = reader.prepare('pragma data_version').pluck()
  readWarm(reader, writer)
  const tx = drizzle(writer, { casing }) as unknown as Queries
  const changed = stampTables(writer)
  const commits = groupCommit(writer, tx, changed.committed)
  const stopCheckpoints = keepCheckpoints(path, pageSize)
  return {
    dialect: 'sqlite',
    read: drizzle(reader, { casing }) as unknown as Queries,
    write: commits.write,
    afterCommit: commits.afterCommit,
    stamp: onceATurn(() => dataVersion.get() as number),
    stampOf: changed.stampOf,
    health: sqliteHealth(writer, commits.write),
    close: async () => {
      await commits.idle()
      await stopCheckpoints()
      reader.close()
      writer.close()
    },
  }
}

function migrateAll(writer: Database.Database, path: string) {
  requireWhole(writer.prepare('select 1 from sqlite_master where name = ?').get(markTable) !== undefined)
  const last = lastMigration(writer)
  requireKnown('sqlite', last)
  if (isBehind('sqlite', last)) copyBefore(writer, path, new Date())
  // A migration that rebuilds a table drops it; with foreign keys on,
  // its children would be emptied on the way.
  writer.pragma('foreign_keys = OFF')
  migrate(drizzle(writer, { casing }), { migrationsFolder: join(migrationsFolder, 'sqlite') })
  // Once after new migrations, because it reads everything. The mark is set when
  // nothing is broken, so that a refusal stays one.
  const migrated = migrationCount(writer)
  if (writer.pragma('user_version', { simple: true }) !== migrated) {
    const broken = writer.pragma('foreign_key_check') as { table: string }[]
    const tables = [...new Set(broken.map(({ table }) => table))].join(', ')
    if (tables) throw new Fault(`${path} has rows that refer to nothing, in ${tables}. Restore a backup.`)
    writer.pragma(`user_version = ${migrated}`)
  }
  writer.pragma('foreign_keys = ON')
}

function lastMigration(handle: Database.Database): number | null {
  const kept = handle.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get()
  if (!kept) return null
  return handle.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number | null
}

const migrationCount = (handle: Database.Database) =>
  handle.prepare('select count(*) from __drizzle_migrations').pluck().get() as number

/** A handle of its own for a thread of its own. */
export async function openSqliteReader(store: Store): Promise<Reader> {
  const reader = new Database(pathOf(store), { readonly: true })
  tune(reader, readerCacheBytes)
  return {
    read: drizzle(reader, { casing }) as unknown as Queries,
    close: async () => void reader.close(),
  }
}

function tune(handle: Database.Database, cacheBytes: number) {
  planOnce(handle)
  nameStatements(handle)
  handle.pragma('busy_timeout = 5000')
  handle.pragma(`cache_size = -${cacheBytes / 1024}`)
  handle.pragma('mmap_size = 268435456')
  handle.pragma('temp_store = MEMORY')
}

/**
 * Up to 3.51.2 two connections racing a checkpoint could corrupt the file
 * (https://sqlite.org/wal.html#walresetbug).
 */
function refuseBrokenWal(handle: Database.Database) {
  const version = handle.prepare('select sqlite_version()').pluck().get() as string
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  if (major * 1e6 + minor * 1e3 + patch < 3_051_003)
    throw new Fault(`SQLite ${version} can corrupt a WAL database: 3.51.3 or newer is needed. Run npm ci.`)
}
