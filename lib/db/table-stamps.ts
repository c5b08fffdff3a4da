import type Database from 'better-sqlite3'
import { getTableName, type Table } from 'drizzle-orm'
import { onceATurn } from './once-a-turn.ts'

type Watched = { isTouched: boolean; commits: number }

/**
 * Tells which commits of SQLite changed which tables. Those of this connection are told by triggers of its
 * own, that are not in the file; of those of others it is known only that there were some
 * (https://sqlite.org/pragma.html#pragma_data_version). `committed` has to be called with each commit.
 */
export function stampTables(writer: Database.Database) {
  const dataVersion = writer.prepare('pragma data_version').pluck()
  const byOthers = onceATurn(() => dataVersion.get() as number)
  const all: Watched[] = []

  /** Called once for each set of tables, when something begins to look at them. */
  const stampOf = (tables: Table[]): (() => Promise<number | null>) => {
    let watched: Watched | undefined
    return async () => {
      // Triggers that are made during a write would go with it if it is undone.
      if (!watched && writer.inTransaction) return null
      watched ??= watch(tables)
      const others = await byOthers()
      // Both only grow.
      return watched.commits + others
    }
  }
  const watch = (tables: Table[]): Watched => {
    const watched: Watched = { isTouched: false, commits: 0 }
    const touch = `touch_${all.push(watched)}`
    writer.function(touch, () => {
      watched.isTouched = true
      return null
    })
    for (const table of tables.map(getTableName))
      for (const change of ['insert', 'update', 'delete'])
        writer.exec(
          `create temp trigger ${touch}_${change}_${table} after ${change} on main.${table} begin select ${touch}(); end`,
        )
    return watched
  }
  const committed = () => {
    for (const watched of all) {
      // What was undone is counted with the next commit, which only costs another look.
      if (watched.isTouched) watched.commits += 1
      watched.isTouched = false
    }
  }
  return { stampOf, committed }
}
