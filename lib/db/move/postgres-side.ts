import pg from 'pg'
import { Fault } from '#lib/errors.ts'
import { requireDirect } from '../pooler.ts'
import { migrationLock } from '../postgres.ts'
import { markTable } from './half-moved.ts'
import { atOnce, type Kind, type Row, type Side, type Table } from './side.ts'

export type PostgresSide = Side & {
  /** Columns and keys of these tables, each after those it refers to. */
  describe: (names: string[]) => Promise<Table[]>
}

/**
 * The database at `url`. No Rooms starts on it as long as this is open: it waits for the lock of migrations.
 */
export async function postgresSide(url: string): Promise<PostgresSide> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await requireDirect(client)
  } catch (error) {
    await client.end()
    throw error
  }
  const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [migrationLock])
  if (!rows[0].mine) {
    await client.end()
    throw new Fault(
      'The PostgreSQL database is being moved or migrated already. Wait for that, and try again.',
    )
  }
  const one = async (query: string, values: unknown[] = []) => (await client.query(query, values)).rows[0]
  const marked = async () => {
    const { made } = await one('select to_regclass($1) as made', [`public.${markTable}`])
    return made === null ? null : ((await one(`select source from public.${markTable}`))?.source as string)
  }
  return {
    describe: (names) => describe(client, names),
    tables: async () => {
      const found = await client.query("select tablename as name from pg_tables where schemaname = 'public'")
      return found.rows.map(({ name }) => name)
    },
    count: async ({ name }) => Number((await one(`select count(*) as count from public."${name}"`)).count),
    last: async (table) => {
      const order = orderOf(table)
        .map((column) => `${column} desc`)
        .join(', ')
      const keys = table.key.map((column) => `"${column}"`).join(', ')
      return (await one(`select ${keys} from public."${table.name}" order by ${order} limit 1`)) ?? null
    },
    read: (table, after) => readFrom(client, table, after),
    write: async ({ name, columns }, rows) => {
      const list = columns.map((column) => `"${column.name}"`).join(', ')
      const from = `json_populate_recordset(null::public."${name}", $1::json)`
      await client.query(`insert into public."${name}" (${list}) select ${list} from ${from}`, [
        JSON.stringify(rows),
      ])
    },
    mark: async (from) => {
      await client.query(`create table public.${markTable} (source text not null)`)
      await client.query(`insert into public.${markTable} values ($1)`, [from])
    },
    marked,
    unmark: async () => void (await client.query(`drop table public.${markTable}`)),
    close: async () => {
      await client.query('select pg_advisory_unlock_all()')
      await client.end()
    },
  }
}

/** Bytes decide, as in SQLite, whatever language the database sorts in. */
const orderOf = ({ key, columns }: Table) =>
  key.map((name) => {
    const kind = columns.find((column) => column.name === name)?.kind
    return kind === 'text' ? `"${name}" collate "C"` : `"${name}"`
  })

async function* readFrom(client: pg.Client, table: Table, after: Row | null) {
  const list = table.columns.map(({ name }) => `"${name}"`).join(', ')
  const order = orderOf(table).join(', ')
  const later =
    after === null ? '' : `where (${order}) > (${table.key.map((_, at) => `$${at + 1}`).join(', ')})`
  await client.query('begin isolation level repeatable read')
  try {
    await client.query(
      `declare moved no scroll cursor for select ${list} from public."${table.name}" ${later} order by ${order}`,
      after === null ? [] : table.key.map((name) => after[name]),
    )
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${atOnce} from moved`)
      if (rows.length === 0) return
      for (const row of rows)
        for (const { name, kind } of table.columns)
          if (kind === 'bigint' && row[name] !== null) row[name] = Number(row[name])
      yield rows
    }
  } finally {
    await client.query('rollback')
  }
}

async function describe(client: pg.Client, names: string[]): Promise<Table[]> {
  const columns = await client.query<{ table: string; name: string; kind: Kind }>(
    `select table_name as table, column_name as name, data_type as kind from information_schema.columns
      where table_schema = 'public' and table_name = any($1) order by ordinal_position`,
    [names],
  )
  const keys = await client.query<{ table: string; name: string }>(
    `select c.relname as table, a.attname as name from pg_index i
      join pg_class c on c.oid = i.indrelid
      join unnest(i.indkey) with ordinality as k(number, place) on true
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
      where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relname = any($1) order by place`,
    [names],
  )
  const links = await client.query<{ from: string; to: string }>(
    `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  const tables = names.map((name) => ({
    name,
    columns: columns.rows.filter(({ table }) => table === name).map(({ name, kind }) => ({ name, kind })),
    key: keys.rows.filter(({ table }) => table === name).map(({ name }) => name),
  }))
  const ordered: Table[] = []
  while (ordered.length < tables.length) {
    const isThere = (name: string) => ordered.some((table) => table.name === name)
    const next = tables.find(
      ({ name }) =>
        !isThere(name) && links.rows.every(({ from, to }) => from !== name || to === name || isThere(to)),
    )
    if (!next) throw new Fault('Tables refer to each other in a circle: they cannot be moved one by one.')
    ordered.push(next)
  }
  return ordered
}
