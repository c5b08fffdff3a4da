import { globSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { Fault } from '#lib/errors.ts'
import { keepPrivate } from './keep-private.ts'

/** So many stay, the newest: the last upgrade, and the one before. */
const kept = 2

/**
 * Copies the file at `path` beside it before its tables are changed, and gives where. An upgrade that turns
 * out wrong is taken back with it. Throws a Fault where there is no place: nothing was changed then.
 */
export function copyBefore(database: Database.Database, path: string, now: Date): string {
  const stem = path.replace(/\.\w+$/, '')
  const copy = `${stem}.before-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`
  const unfinished = `${copy}.unfinished`
  try {
    rmSync(unfinished, { force: true })
    keepPrivate(unfinished)
    database.prepare('vacuum into ?').run(unfinished)
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { force: true })
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code !== 'SQLITE_FULL' && code !== 'ENOSPC') throw error
    throw new Fault(
      `There is no place beside ${path} for the copy that is made before an upgrade. Free as much as that file takes, and start again.`,
    )
  }
  const copies = globSync(`${basename(stem)}.before-*Z.db`, { cwd: dirname(path) })
  for (const old of copies.sort().slice(0, -kept)) rmSync(join(dirname(path), old))
  return copy
}
