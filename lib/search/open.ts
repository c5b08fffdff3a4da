import { dialect } from '#lib/db/dialect.ts'
import type { Store } from '#lib/db/open.ts'
import type { SearchIndex } from './search-index.ts'
import { openPostgresIndex } from './search-index-postgres.ts'
import { openSqliteIndex } from './search-index-sqlite.ts'

export const openIndex = (store: Store): Promise<SearchIndex> =>
  dialect === 'postgres' ? openPostgresIndex(store) : openSqliteIndex(store)
