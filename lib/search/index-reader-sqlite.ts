import Database from 'better-sqlite3'
import { nameStatements } from '#lib/db/name-statement.ts'
import type { Store } from '#lib/db/open.ts'
import { planOnce } from '#lib/db/plan-once.ts'
import { indexPath, placesWith } from './look-up-sqlite.ts'
import { type Candidate, type IndexReader, indexVersion, type Wanted } from './search-index.ts'

type Opened = { find: (wanted: Wanted) => Candidate[]; close: () => void }

/**
 * The index as another thread keeps it. That one may still be making the file, or making it anew, so
 * it is opened when something is looked up; what fails on it is opened again by the next question.
 */
export async function openSqliteIndexReader(store: Store): Promise<IndexReader> {
  let opened: Opened | null = null
  const close = () => {
    opened?.close()
    opened = null
  }
  return {
    find: async (wanted) => {
      opened ??= openFile(indexPath(store))
      try {
        return opened?.find(wanted) ?? []
      } catch (error) {
        close()
        throw error
      }
    },
    close: async () => close(),
  }
}

/** null where there is no index of this version yet. */
function openFile(path: string): Opened | null {
  let handle: Database.Database | undefined
  try {
    handle = new Database(path, { readonly: true })
    planOnce(handle)
    nameStatements(handle)
    handle.pragma('busy_timeout = 5000')
    handle.pragma('cache_size = -32000')
    handle.pragma('mmap_size = 268435456')
    if (handle.pragma('user_version', { simple: true }) === indexVersion)
      return { find: placesWith(handle), close: handle.close.bind(handle) }
  } catch {
    // Whoever keeps the index tells the log what is wrong with it.
  }
  handle?.close()
  return null
}
