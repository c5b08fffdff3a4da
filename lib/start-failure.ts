import { inWords, isError } from './failure.ts'

/** What keeps a start from going on, by the system's and SQLite's code: the setting, and what it is about. */
const settings: Record<string, string | undefined> = {
  EADDRINUSE: 'PORT: another program listens there already',
  EADDRNOTAVAIL: 'HOST: this machine has no such address',
  ENOSPC: 'DATA_DIR: its disk is full',
  EDQUOT: 'DATA_DIR: its disk is full',
  EROFS: 'DATA_DIR: it is read-only',
  ENOTDIR: 'DATA_DIR: it is no folder',
  EEXIST: 'DATA_DIR: it is no folder',
  SQLITE_FULL: 'DATA_DIR: its disk is full',
  SQLITE_NOTADB: 'DATABASE_URL: the file is no SQLite database',
  ECONNREFUSED: 'DATABASE_URL: nobody answers there',
  ENOTFOUND: 'DATABASE_URL: there is no such host',
  ETIMEDOUT: 'DATABASE_URL: nobody answers there',
  '28P01': 'DATABASE_URL: the password is refused',
  '3D000': 'DATABASE_URL: there is no such database',
}
const unwritable = 'DATA_DIR: this user may not write there'

/** Why a start failed, for a person, beginning with the setting that is at fault where it is known. */
export function whyNotStarted(error: unknown): string {
  const words = inWords(error)
  const setting = settingOf(error)
  return setting ? `${setting}.\n  ${words}` : words
}

function settingOf(error: unknown): string | undefined {
  if (!isError(error)) return undefined
  const { code, syscall, errors, cause } = error as Error & Record<string, unknown>
  if (code === 'EACCES' || code === 'EPERM')
    return syscall === 'listen' ? 'PORT: this user may not listen there' : unwritable
  if (/^SQLITE_(CANTOPEN|READONLY)/.test(String(code))) return unwritable
  const inner = Array.isArray(errors) ? errors[0] : cause
  return settings[String(code)] ?? settingOf(inner)
}
