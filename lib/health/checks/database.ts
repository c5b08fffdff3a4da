import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { dialect } from '#lib/db/dialect.ts'
import { versionOfDatabase } from '#lib/db/size.ts'
import { pathOf } from '#lib/db/sqlite.ts'
import { countJobs } from '#lib/jobs/queries.ts'
import { type Check, found, why } from '../finding.ts'

const kind = dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL'

export const database: Check = async ({ read, env, deep }) => {
  try {
    const version = await versionOfDatabase(read)
    if (dialect === 'postgres') {
      const [row] = await read
        .select({
          isOff: sql<boolean>`pg_is_in_recovery() or current_setting('transaction_read_only') = 'on'`,
        })
        .from(sql`(select 1) as one`)
      if (row?.isOff) return [found('database', 'bad', 'databaseReadOnly')]
    } else if (deep) {
      const damage = damageOf(pathOf({ url: env.DATABASE_URL, dataDir: env.DATA_DIR }))
      if (damage !== 'ok') return [found('database', 'bad', 'databaseDamaged', { why: damage })]
      return [found('database', 'good', 'databaseWhole', { kind, version })]
    }
    return [found('database', 'good', 'databaseGood', { kind, version })]
  } catch (error) {
    return [found('database', 'bad', 'databaseAway', { why: why(error) })]
  }
}

/** Reads the whole file: minutes where it is large. */
function damageOf(path: string): string {
  const file = new Database(path, { readonly: true })
  try {
    return String(file.pragma('integrity_check(1)', { simple: true })).slice(0, 200)
  } finally {
    file.close()
  }
}

export const jobs: Check = async ({ read }) => {
  const { given_up: count } = await countJobs({ read })
  return [count === 0 ? found('jobs', 'good', 'jobsGood') : found('jobs', 'look', 'jobsGivenUp', { count })]
}
