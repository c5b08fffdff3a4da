import { existsSync, rmSync } from 'node:fs'
import { Fault } from '#lib/errors.ts'
import type { Store } from '../open.ts'
import { openPostgres } from '../postgres.ts'
import { openSqlite, pathOf } from '../sqlite.ts'
import { requireStopped } from '../stopped.ts'
import { compare } from './compare.ts'
import { markTable } from './half-moved.ts'
import { type PostgresSide, postgresSide } from './postgres-side.ts'
import type { Side, Table } from './side.ts'
import { sqliteSide } from './sqlite-side.ts'

/** What is under way: a table, and how many of its rows are there. */
export type Tell = (step: 'copied' | 'compared', table: string, done: number, total: number) => void
export type Moved = { tables: number; rows: number }

/**
 * Copies all rows from SQLite to PostgreSQL or back, with every id, number and time, and compares both sides
 * room by room. The old database is only read. What was interrupted goes on where it stopped.
 */
export async function moveDatabase(from: Store, to: Store, tell: Tell = () => undefined): Promise<Moved> {
  if (isPostgres(from) === isPostgres(to))
    throw new Fault('Both are the same kind of database: it goes from SQLite to PostgreSQL, or back.')
  if (!isPostgres(from) && !existsSync(pathOf(from)))
    throw new Fault(`There is no database at ${pathOf(from)}.`)
  await requireStopped(from)
  // A migration that is still to come is made first: both have the same tables then.
  await migrate(from)
  const source = await open(from)
  try {
    const target = await opened(to)
    try {
      return await fill(source, target, from, to, tell)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function fill(source: Side, target: Side, from: Store, to: Store, tell: Tell): Promise<Moved> {
  const [embedded, server] = isPostgres(from) ? [target, source] : [source, target]
  // The index of the search lies in PostgreSQL too, and in a file of its own here: it is made again.
  const names = (await embedded.tables()).filter((name) => name !== markTable && !name.startsWith('__'))
  const tables = await (server as PostgresSide).describe(names)
  for (const { name, key, columns } of tables)
    if (key.length === 0 || columns.length === 0) throw new Fault(`The table ${name} is not on both sides.`)
  const name = isPostgres(from) ? 'postgres' : pathOf(from)
  const marked = await target.marked()
  if (marked === null) {
    for (const table of tables)
      if ((await target.count(table)) > 0)
        throw new Fault(`The new database is not empty: it has rows in ${table.name}. Name an empty one.`)
    await target.mark(name)
  } else if (marked !== name) throw new Fault(`The new database was begun from another one: ${marked}.`)
  let rows = 0
  for (const table of tables) rows += await copy(source, target, table, tell)
  await compare(source, target, tables, ({ name }) => tell('compared', name, 0, 0))
  await target.unmark()
  // One of earlier days would be of other messages.
  if (!isPostgres(to))
    for (const end of ['', '-wal', '-shm'])
      rmSync(pathOf(to).replace(/(\.\w+)?$/, '.search$1') + end, { force: true })
  return { tables: tables.length, rows }
}

async function copy(source: Side, target: Side, table: Table, tell: Tell): Promise<number> {
  const total = await source.count(table)
  let done = await target.count(table)
  tell('copied', table.name, done, total)
  if (done === total) return total
  for await (const rows of source.read(table, await target.last(table))) {
    await target.write(table, rows)
    done += rows.length
    tell('copied', table.name, done, total)
  }
  return total
}

const isPostgres = ({ url }: Pick<Store, 'url'>) => url.startsWith('postgres')
const open = (store: Store): Promise<Side> =>
  isPostgres(store) ? postgresSide(store.url) : sqliteSide(pathOf(store))

async function migrate(store: Store) {
  await (await (isPostgres(store) ? openPostgres(store) : openSqlite(store))).close()
}

/**
 * The new one with its tables; one that was begun has them, and would refuse to be opened as if it were
 * whole.
 */
async function opened(store: Store): Promise<Side> {
  if (isPostgres(store) || existsSync(pathOf(store))) {
    const begun = await open(store)
    if ((await begun.marked()) !== null) return begun
    await begun.close()
  }
  await migrate(store)
  return open(store)
}
