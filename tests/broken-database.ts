import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'

/** Somebody else at the database of a running server, who takes from it what it needs. */
export type Breaker = {
  tables: string[]
  /** No row of any table can be written any more; the refusal quotes the row. */
  stopWriting: () => Promise<void>
  /** One table is not where it was. */
  hide: (table: string) => Promise<void>
  bringBack: (table: string) => Promise<void>
  /** Every text in this column. */
  values: (table: string, column: string) => Promise<string[]>
  close: () => Promise<void>
}

type Row = Record<string, string>
type Run = (sql: string) => Promise<Row[]>

export async function breakSqlite(dataDir: string): Promise<Breaker> {
  const handle = new Database(join(dataDir, 'rooms.db'), { timeout: 10_000 })
  const run: Run = async (sql) => {
    const statement = handle.prepare<[], Row>(sql)
    if (statement.reader) return statement.all()
    statement.run()
    return []
  }
  const own = "name not glob '__drizzle*' and name not glob 'sqlite_*'"
  const tables = await run(`select name from sqlite_master where type = 'table' and ${own}`)
  const stop = async (table: string) => {
    const columns = (await run(`select name from pragma_table_info('${table}')`)).map(({ name }) => name)
    for (const [event, row] of events) {
      const quoted = columns.map((column) => `coalesce(${row}."${column}", '')`).join(" || ' ' || ")
      await run(
        `create trigger "stop_${table}_${event}" before ${event} on "${table}" begin select raise(abort, ${quoted}); end`,
      )
    }
  }
  return breaker(run, tables, stop, async () => void handle.close())
}

export async function breakPostgres(url: string): Promise<Breaker> {
  const client = new pg.Client(url)
  await client.connect()
  // PostgreSQL may be stopped first.
  client.on('error', () => undefined)
  const run: Run = async (sql) => (await client.query(sql)).rows
  const tables = await run(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  )
  await run(`create function stop() returns trigger language plpgsql as $$
    begin raise exception '% %', new, old using detail = coalesce(new, old)::text, hint = coalesce(new, old)::text; end $$`)
  const stop = async (table: string) => {
    await run(
      `create trigger stop before insert or update or delete on "${table}" for each row execute function stop()`,
    )
  }
  return breaker(run, tables, stop, () => client.end())
}

const events = [
  ['insert', 'new'],
  ['update', 'new'],
  ['delete', 'old'],
] as const

function breaker(
  run: Run,
  found: Row[],
  stop: (table: string) => Promise<void>,
  close: () => Promise<void>,
): Breaker {
  const tables = found.flatMap(({ name }) => name ?? [])
  const rename = async (from: string, to: string) =>
    void (await run(`alter table "${from}" rename to "${to}"`))
  return {
    tables,
    stopWriting: async () => {
      for (const table of tables) await stop(table)
    },
    hide: (table) => rename(table, `hidden_${table}`),
    bringBack: (table) => rename(`hidden_${table}`, table),
    values: async (table, column) =>
      (await run(`select "${column}" as value from "${table}"`)).flatMap(({ value }) => value ?? []),
    close,
  }
}
