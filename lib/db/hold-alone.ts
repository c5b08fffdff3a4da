import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Fault } from '#lib/errors.ts'
import { keepPrivate } from './keep-private.ts'
import type { Store } from './open.ts'
import { pathOf } from './sqlite.ts'

/** Kept here: what nobody refers to is collected, and would be given back with that. */
const held = new Set<Database.Database>()

/** How long one that is being stopped may take: what comes after it waits for that. */
const patienceMs = 5_000

/**
 * Makes this process the one that serves an SQLite file, until it ends: of two neither would hear what
 * happens at the other. Throws a Fault when there is one. Commands beside the server need not hold it.
 *
 * The lock is the system's, of a file beside (SQLite's own would keep commands out), so it goes with the
 * process however that ends. Over a network it is only as good as the file system's locks.
 */
export function holdAlone(store: Store): () => void {
  const path = pathOf(store)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}-lock`
  keepPrivate(beside)
  const lock = new Database(beside, { timeout: patienceMs })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error
    throw new Fault(
      `Another process serves ${path}: an SQLite file has one. Stop it first; several processes need PostgreSQL (DATABASE_URL).`,
    )
  }
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}
