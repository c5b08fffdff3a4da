import { dialect } from '#lib/db/dialect.ts'
import type { Store } from '#lib/db/open.ts'
import { openPostgresIndexReader } from './index-reader-postgres.ts'
import { openSqliteIndexReader } from './index-reader-sqlite.ts'
import type { IndexReader, SearchIndex } from './search-index.ts'
import { openPostgresIndex } from './search-index-postgres.ts'
import { openSqliteIndex } from './search-index-sqlite.ts'

/** For whoever keeps it. */
export const openIndex = (store: Store): Promise<SearchIndex> =>
  dialect === 'postgres' ? openPostgresIndex(store) : openSqliteIndex(store)

/** For whoever looks something up. */
export const openIndexReader = (store: Store): Promise<IndexReader> =>
  dialect === 'postgres' ? openPostgresIndexReader(store) : openSqliteIndexReader(store)
