import type Database from 'better-sqlite3'
import type { Db, Health } from './open.ts'

/** Whoever asks more often is told what was found. */
const freshMs = 1_000

/**
 * Whether the file takes writes, found out by one: a mark is set to what it is, which changes nothing and
 * goes all the way to the disk.
 */
export function sqliteHealth(handle: Database.Database, write: Db['write']): () => Promise<Health> {
  const mark = handle.pragma('user_version', { simple: true }) as number
  let asked: Promise<Health> | undefined
  let askedAt = Number.NEGATIVE_INFINITY

  const tryToWrite = () =>
    write(async () => void handle.pragma(`user_version = ${mark}`)).then(() => 'ready' as const, refusedBy)

  return () => {
    if (!asked || performance.now() - askedAt > freshMs) {
      askedAt = performance.now()
      asked = tryToWrite()
    }
    return asked
  }
}

function refusedBy(error: unknown): Health {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_FULL') return 'full'
  return code.startsWith('SQLITE_READONLY') ? 'read-only' : 'away'
}
