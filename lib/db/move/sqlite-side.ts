import Database from 'better-sqlite3'
import { Fault } from '#lib/errors.ts'
import { markTable } from './half-moved.ts'
import { atOnce, type Row, type Side, type Table } from './side.ts'

/** The embedded database at `path`, locked for everybody else as long as this is open. */
export async function sqliteSide(path: string): Promise<Side> {
  const database = new Database(path)
  database.pragma('busy_timeout = 1000')
  database.pragma('locking_mode = EXCLUSIVE')
  try {
    database.exec('begin exclusive; commit')
  } catch {
    database.close()
    throw new Fault(`${path} is in use. Stop Rooms, and try again.`)
  }
  // Rows come in the order of their references; what is missing the comparison finds.
  database.pragma('foreign_keys = ON')
  const isMarked = () =>
    database.prepare('select 1 from sqlite_master where name = ?').get(markTable) !== undefined
  return {
    tables: async () =>
      database
        .prepare(
          "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
        )
        .pluck()
        .all() as string[],
    count: async ({ name }) => database.prepare(`select count(*) from "${name}"`).pluck().get() as number,
    last: async (table) => {
      const order = table.key.map((column) => `"${column}" desc`).join(', ')
      const row = database.prepare(
        `select ${listOf(table.key)} from "${table.name}" order by ${order} limit 1`,
      )
      return (row.get() as Row | undefined) ?? null
    },
    read: (table, after) => readFrom(database, table, after),
    write: async (table, rows) => {
      const columns = table.columns.map(({ name }) => name)
      const insert = database.prepare(
        `insert into "${table.name}" (${listOf(columns)}) values (${columns.map(() => '?').join(', ')})`,
      )
      database.transaction(() => {
        for (const row of rows) insert.run(table.columns.map(({ name, kind }) => stored(row[name], kind)))
      })()
    },
    mark: async (from) => {
      database.exec(`create table ${markTable} (source text not null)`)
      database.prepare(`insert into ${markTable} values (?)`).run(from)
    },
    marked: async () =>
      isMarked() ? (database.prepare(`select source from ${markTable}`).pluck().get() as string) : null,
    unmark: async () => void database.exec(`drop table ${markTable}`),
    close: async () => void database.close(),
  }
}

async function* readFrom(database: Database.Database, table: Table, after: Row | null) {
  const keys = listOf(table.key)
  let last = after
  for (;;) {
    const later = last === null ? '' : `where (${keys}) > (${table.key.map(() => '?').join(', ')})`
    const statement = database.prepare(
      `select ${listOf(table.columns.map(({ name }) => name))} from "${table.name}" ${later} order by ${keys} limit ${atOnce}`,
    )
    const found = statement.all(...(last === null ? [] : table.key.map((column) => last?.[column]))) as Row[]
    if (found.length === 0) return
    last = found.at(-1) ?? null
    yield found.map((row) =>
      Object.fromEntries(table.columns.map(({ name, kind }) => [name, read(row[name], kind)])),
    )
  }
}

const listOf = (columns: string[]) => columns.map((column) => `"${column}"`).join(', ')

function read(value: unknown, kind: string): unknown {
  if (value === null) return null
  if (kind === 'boolean') return value !== 0
  return kind === 'jsonb' ? JSON.parse(String(value)) : value
}

function stored(value: unknown, kind: string): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'boolean') return value ? 1 : 0
  return kind === 'jsonb' ? JSON.stringify(value) : value
}
