import { Column, is, Param, Placeholder } from 'drizzle-orm'

type Values = Record<string, unknown>
/** Of a query that drizzle has prepared for SQLite; it does not tell all of it in its types. */
type Prepared = {
  stmt?: {
    raw: () => { all: (...values: unknown[]) => unknown[][] }
    run: (...values: unknown[]) => { changes: number }
  }
  query?: { params: unknown[] }
  execute?: (values?: Values) => PromiseLike<unknown>
}

/**
 * Has a query of SQLite do without what drizzle does each time it is executed: ask of each value what kind it
 * is, and go through three promises for what is there at once. `objectsOf` makes what it gives of its rows;
 * without it the query gives none, and tells of how many it changed, as on PostgreSQL.
 */
export function executeQuickly(
  prepared: Prepared,
  objectsOf: ((rows: unknown[][]) => unknown[]) | null,
): void {
  const { stmt, query } = prepared
  if (!stmt || !query) return
  const given = query.params.map(givenBy)
  const valuesOf = (values: Values = {}) => given.map((of) => of(values))
  if (objectsOf) {
    const rows = stmt.raw()
    prepared.execute = async (values) => objectsOf(rows.all(...valuesOf(values)))
  } else prepared.execute = async (values) => ({ rowCount: stmt.run(...valuesOf(values)).changes })
}

/** Where a value of a statement comes from, as drizzle's own `fillPlaceholders` finds it. */
function givenBy(param: unknown): (values: Values) => unknown {
  if (is(param, Placeholder)) return named(param)
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param
  const { encoder } = param
  const value = named(param.value)
  if (encoder.mapToDriverValue === Column.prototype.mapToDriverValue) return value
  return (values) => encoder.mapToDriverValue(value(values))
}

function named({ name }: Placeholder) {
  return (values: Values) => {
    const value = values[name]
    if (value === undefined && !(name in values)) throw new Error(`No value for "${name}" was given`)
    return value
  }
}
