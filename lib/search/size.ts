import { dialect } from '#lib/db/dialect.ts'
import type { Queries, Store } from '#lib/db/open.ts'
import { bytesOfFile, bytesOfTables } from '#lib/db/size.ts'

/** The bytes that the index takes: of a file of its own, or of its tables. */
export const bytesOfIndex = async (on: Queries, store: Store): Promise<number> =>
  dialect === 'postgres'
    ? bytesOfTables(on, ['search_entries', 'search_followed', 'search_version'])
    : bytesOfFile((await import('./look-up-sqlite.ts')).indexPath(store))
