/** How PostgreSQL calls what a column holds; SQLite has numbers and texts for all of it. */
export type Kind = 'boolean' | 'jsonb' | 'integer' | 'bigint' | 'text'
export type Table = { name: string; columns: { name: string; kind: Kind }[]; key: string[] }
/** A row as JavaScript has it on both: true and false, numbers, texts, what JSON describes, null. */
export type Row = Record<string, unknown>

/** One of the two databases between which rows are moved; nobody else uses it meanwhile. */
export type Side = {
  /** The tables it has, by name. */
  tables: () => Promise<string[]>
  count: (table: Table) => Promise<number>
  /** The key of the last row in the order of keys; null of an empty table. */
  last: (table: Table) => Promise<Row | null>
  /** All rows after that key, in the order of keys, some at a time. */
  read: (table: Table, after: Row | null) => AsyncIterable<Row[]>
  /** All of these, or none. */
  write: (table: Table, rows: Row[]) => Promise<void>
  /** A mark that what is here is not whole yet (`half-moved.ts`); the text says where it comes from. */
  mark: (from: string) => Promise<void>
  marked: () => Promise<string | null>
  unmark: () => Promise<void>
  close: () => Promise<void>
}

export const atOnce = 1_000
