import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import pg from 'pg'
import { Fault } from '#lib/errors.ts'
import type { Store } from './open.ts'
import { requireDirect } from './pooler.ts'
import { pathOf } from './sqlite.ts'

/** Refuses while Rooms, or anybody else, has the database open. */
export async function requireStopped(store: Pick<Store, 'url' | 'dataDir'>): Promise<void> {
  if (store.url.startsWith('postgres')) return requireNobodyThere(store.url)
  const path = pathOf(store)
  if (!existsSync(path)) return
  const database = new Database(path)
  try {
    // An exclusive lock is given only while no other connection has it open at all, whatever it does.
    database.pragma('busy_timeout = 1000')
    database.pragma('locking_mode = EXCLUSIVE')
    database.exec('begin exclusive; rollback')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('SQLITE_BUSY')) throw stillRuns()
    // A damaged one may be what is to be replaced.
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(code)) throw error
  } finally {
    database.close()
  }
}

async function requireNobodyThere(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await requireDirect(client)
    const { rows } = await client.query(
      "select count(*) as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'",
    )
    if (Number(rows[0].others) > 0) throw stillRuns()
  } finally {
    await client.end()
  }
}

const stillRuns = () =>
  new Fault(
    'The database is in use. Stop Rooms, all of its processes, and a PgBouncer before it, and try again.',
  )
