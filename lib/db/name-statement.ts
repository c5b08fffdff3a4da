import type Database from 'better-sqlite3'

/**
 * From now on what fails on this handle says at which statement, as `query`, with
 * placeholders. SQLite's driver does not tell.
 */
export function nameStatements(handle: Database.Database): void {
  const prepare = handle.prepare.bind(handle)
  handle.prepare = ((query: string) => {
    const statement = naming(query, prepare)(query)
    for (const way of ['run', 'get', 'all'] as const)
      statement[way] = naming(query, statement[way].bind(statement)) as never
    return statement
  }) as typeof handle.prepare
}

const naming =
  <A extends unknown[], T>(query: string, perform: (...values: A) => T) =>
  (...values: A): T => {
    try {
      return perform(...values)
    } catch (error) {
      if (error instanceof Error) Object.assign(error, { query })
      throw error
    }
  }
