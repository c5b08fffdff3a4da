import type { Db } from '#lib/db/open.ts'
import type { Files } from '#lib/files/open.ts'
import type { Lasting } from './lasting.ts'

const coded = (message: string, code: string) => Object.assign(new Error(message), { code })

/** Puts the faults of the database and of the disk in the way of both, where they are used by everybody. */
export function breakStore(lasting: Lasting, db: Db, { store }: Pick<Files, 'store'>): void {
  const isSqlite = db.dialect === 'sqlite'
  const { read, write, health, stamp, stampOf } = db
  const requireThere = () => {
    if (lasting.is('database'))
      throw coded('the database is away, on purpose', isSqlite ? 'SQLITE_IOERR' : 'ECONNREFUSED')
  }
  const requireRoom = () => {
    if (lasting.is('disk')) throw coded('the disk is full, on purpose', isSqlite ? 'SQLITE_FULL' : '53100')
  }
  Object.defineProperty(db, 'read', {
    get: () => {
      requireThere()
      return read
    },
  })
  db.write = async (...asked) => {
    requireThere()
    requireRoom()
    return write(...asked)
  }
  db.health = async () => (lasting.is('database') ? 'away' : lasting.is('disk') ? 'full' : health())
  // What was kept of earlier answers would hide that nobody answers.
  db.stamp = async () => (lasting.is('database') ? null : stamp())
  db.stampOf = (tables) => {
    const given = stampOf(tables)
    return async () => (lasting.is('database') ? null : given())
  }
  const { put } = store
  store.put = async (...given) => {
    if (lasting.is('disk')) throw coded('the disk is full, on purpose', 'ENOSPC')
    return put(...given)
  }
}
