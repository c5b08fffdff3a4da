import type { PgTable, PgTableWithColumns } from 'drizzle-orm/pg-core'

type Columns<T extends PgTable> = T['_']['config']['columns']
type Shown<T extends PgTable, Name extends keyof Columns<T>> = PgTableWithColumns<
  Omit<T['_']['config'], 'columns'> & { columns: Pick<Columns<T>, Name>; dialect: 'pg' }
>

/**
 * A table as its domain shows it to others: the same one, for a statement that joins it, and of its columns
 * these alone. What a domain keeps to itself is then no word that others could write. Only the compiler hides
 * it: a statement for whole rows would read all columns, so tests/boundaries.test.ts refuses those.
 */
export const shown = <T extends PgTable, Name extends keyof Columns<T>>(table: T, ..._columns: Name[]) =>
  table as unknown as Shown<T, Name>
