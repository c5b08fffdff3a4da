import { LRUCache } from 'lru-cache'
import type { Db } from '#lib/db/open.ts'
import { sessions, users } from '#lib/db/schema.ts'

/** How many sessions are kept; each takes about a kilobyte. */
const most = 5_000

type InUse<S> = (db: Db, id: string, read: () => Promise<S | undefined>) => Promise<S | undefined>

/**
 * Sessions in use, which are asked for by every request, as they are in the database: when any session or
 * account was changed, by whatever process, each is read anew. Where the database does not tell that, none
 * is kept.
 */
export function keepSessions<S extends object>(): InUse<S> {
  const keptOf = new WeakMap<Db, ReturnType<typeof keep<S>>>()
  return (db, id, read) => {
    const kept = keptOf.get(db) ?? keep<S>(db)
    keptOf.set(db, kept)
    return kept(id, read)
  }
}

function keep<S extends object>(db: Db) {
  const stampNow = db.stampOf([sessions, users])
  const known = new LRUCache<string, { stamp: number; session: S }>({ max: most })
  return async (id: string, read: () => Promise<S | undefined>): Promise<S | undefined> => {
    // Asked for before it is read: what changes in between is seen by the next one who asks.
    const stamp = await stampNow()
    if (stamp === null) return read()
    const found = known.get(id)
    if (found?.stamp === stamp) return found.session
    const session = await read()
    if (session) known.set(id, { stamp, session })
    else known.delete(id)
    return session
  }
}
