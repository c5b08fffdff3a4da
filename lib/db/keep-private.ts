import { chmodSync, closeSync, openSync, statSync } from 'node:fs'

/**
 * Makes the SQLite file at `path` one for its owner alone, also in a folder that others may list, whether it
 * is there already or not. To the files beside it SQLite gives the rights of this one
 * (https://sqlite.org/wal.html); those of an earlier time are mended here.
 */
export function keepPrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  for (const end of ['', '-wal', '-shm']) mend(path + end)
}

function mend(path: string) {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
  if ((mode & 0o077) === 0) return
  try {
    chmodSync(path, 0o600)
  } catch (error) {
    // Somebody else's file, or a file system without rights: whoever set it up so decides who reads it.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error
  }
}
