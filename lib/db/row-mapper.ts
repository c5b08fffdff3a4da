import { Column, getTableName, is, SQL } from 'drizzle-orm'

/** Of a prepared query of drizzle: where the value of each column of a row goes. */
type Field = { path: string[]; field: Column | SQL | SQL.Aliased }
/** Which tables of a join have to have a row. */
type Joined = Record<string, boolean> | undefined

/** One object of a row: its cells, and whether all of it is null where its first cell is. */
type Part = { name: string | null; optional: boolean; cells: Cell[] }
type Cell = { at: number; key: string; decode: ((value: unknown) => unknown) | null }

/**
 * Makes objects of rows as drizzle's own `mapResultRow` does, having asked once what it asks for each value
 * of each row: what the field is, how it is decoded, and which object it belongs to. null where a query has
 * what is not known here: drizzle maps that one.
 */
export function rowMapper(fields: Field[], joined: Joined): ((rows: unknown[][]) => unknown[]) | null {
  const parts = new Map<string | null, Part>()
  for (const [at, { path, field }] of fields.entries()) {
    const [first = '', second, deeper] = path
    if (deeper !== undefined) return null
    const name = second === undefined ? null : first
    let part = parts.get(name)
    if (!part) {
      part = { name, optional: false, cells: [] }
      parts.set(name, part)
    }
    part.cells.push({ at, key: second ?? first, decode: decoderOf(field) })
  }
  for (const part of parts.values()) part.optional = isOptional(part, fields, joined)
  const all = [...parts.values()]
  return (rows) => rows.map((row) => objectOf(all, row))
}

function objectOf(parts: Part[], row: unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const { name, optional, cells } of parts) {
    if (name === null) fill(object, cells, row)
    else object[name] = optional && row[cells[0]?.at ?? 0] === null ? null : fill({}, cells, row)
  }
  return object
}

function fill(object: Record<string, unknown>, cells: Cell[], row: unknown[]): Record<string, unknown> {
  for (const { at, key, decode } of cells) {
    const value = row[at]
    object[key] = value === null || decode === null ? value : decode(value)
  }
  return object
}

/** null for what comes as it is. */
function decoderOf(field: Field['field']): Cell['decode'] {
  const decoder = is(field, Column)
    ? field
    : ((is(field, SQL) ? field : field.sql) as unknown as { decoder: Decoder }).decoder
  if (decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null
  return (value) => decoder.mapFromDriverValue(value)
}
type Decoder = { mapFromDriverValue: (value: unknown) => unknown }

/** Drizzle: all columns of one table, which a left join may have found no row of. */
function isOptional({ name, cells }: Part, fields: Field[], joined: Joined): boolean {
  if (name === null || !joined) return false
  const columns = cells.flatMap(({ at }) => {
    const field = fields[at]?.field
    return field && is(field, Column) ? [field] : []
  })
  const [first] = columns
  if (!first || !is(fields[cells[0]?.at ?? 0]?.field, Column)) return false
  const table = getTableName(first.table)
  return columns.every((column) => getTableName(column.table) === table) && !joined[table]
}
