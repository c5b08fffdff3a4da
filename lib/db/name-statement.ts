import type Database from 'better-sqlite3'

/**
 * From now on what fails on this handle says at which statement, as `query`, with
 * placeholders. SQLite's driver does not tell.
 */
export function nameStatements(handle: Database.Database): void {
  const prepare = handle.prepare.bind(handle)
  handle.prepare = ((query: string) => {
    const statement = named(query, () => prepare(query))
    for (const way of ['run', 'get', 'all'] as const) {
      const perform = statement[way].bind(statement)
      statement[way] = (...values: unknown[]) => named(query, () => perform(...values)) as never
    }
    return statement
  }) as typeof handle.prepare
}

function named<T>(query: string, perform: () => T): T {
  try {
    return perform()
  } catch (error) {
    if (error instanceof Error) Object.assign(error, { query })
    throw error
  }
}
