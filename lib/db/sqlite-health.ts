import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import type { Db, Health } from './open.ts'

/** With less than this a message may not find its place, although the mark does. */
const leastFreeBytes = 1024 * 1024
/** Whoever asks more often is told what was found. */
const freshMs = 1_000

/**
 * Whether the file takes writes, found out by one: a mark is set to what it is, which changes nothing and
 * goes all the way to the disk. What that needs is less than what a message does, so the disk is asked, too.
 */
export function sqliteHealth(handle: Database.Database, write: Db['write']): () => Promise<Health> {
  const mark = handle.pragma('user_version', { simple: true }) as number
  let asked: Promise<Health> | undefined
  let askedAt = Number.NEGATIVE_INFINITY

  const tryToWrite = async (): Promise<Health> => {
    try {
      await write(async () => void handle.pragma(`user_version = ${mark}`))
      const { bavail, blocks, bsize } = await statfs(dirname(handle.name))
      // A file system that does not tell its size has none here.
      return blocks > 0 && bavail * bsize < leastFreeBytes ? 'full' : 'ready'
    } catch (error) {
      return refusedBy(error)
    }
  }

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
