import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { requireKnown } from '#lib/db/migrations.ts'
import { requireDirect } from '#lib/db/pooler.ts'
import { Fault } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { countPostgres } from './copy-postgres.ts'
import { countSqlite } from './copy-sqlite.ts'
import type { Manifest } from './manifest.ts'
import { runTool } from './postgres-tools.ts'
import type { Copied, Source } from './source.ts'

/** How a copy was looked at: as a database, or, where none may be made, by reading the whole dump. */
export type Opened = 'as a database' | 'by reading'

/** Throws a Fault when the database of a backup, at `path`, is not whole or not what it was. */
export async function openCopy(
  path: string,
  { database }: Manifest,
  { url }: Pick<Source, 'url'>,
): Promise<Opened> {
  requireKnown(database.kind, database.migration)
  if (database.kind === 'sqlite') return openSqliteCopy(path, database)
  if (!url.startsWith('postgres')) return readDump(path)
  return openDump(path, database, url)
}

function openSqliteCopy(path: string, database: Manifest['database']): Opened {
  const copy = new Database(path, { readonly: true })
  try {
    const said = copy.pragma('integrity_check', { simple: true })
    if (said !== 'ok') throw new Fault(`The database is damaged: ${String(said).slice(0, 300)}`)
    const broken = copy.pragma('foreign_key_check') as { table: string }[]
    const tables = [...new Set(broken.map(({ table }) => table))]
    if (tables.length > 0)
      throw new Fault(`The database has rows that refer to nothing, in ${tables.join(', ')}.`)
    requireRows(countSqlite(copy), database)
    return 'as a database'
  } finally {
    copy.close()
  }
}

const readDump = async (path: string): Promise<Opened> => {
  await runTool('pg_restore', null, ['--file=/dev/null', path])
  return 'by reading'
}

/** Into a database of its own beside the real one, which goes again. */
async function openDump(path: string, database: Manifest['database'], url: string): Promise<Opened> {
  const name = `rooms_check_${newId().replaceAll(/\W/g, '').toLowerCase()}`
  const server = new pg.Client({ connectionString: url })
  await server.connect()
  try {
    await requireDirect(server)
    const mayMake = await server.query(
      'select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user',
    )
    if (!mayMake.rows[0]?.may) return await readDump(path)
    await server.query(`create database ${name} template template0`)
    try {
      const beside = new URL(url)
      beside.pathname = `/${name}`
      await restoreDump(path, beside.href)
      const copy = new pg.Client({ connectionString: beside.href })
      await copy.connect()
      try {
        requireRows(await countPostgres(copy), database)
      } finally {
        await copy.end()
      }
    } finally {
      await server.query(`drop database if exists ${name} with (force)`)
    }
    return 'as a database'
  } finally {
    await server.end()
  }
}

/** Into a database that has no schema `public`, or an empty one. All of it, or nothing. */
export async function restoreDump(path: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // The dump makes it.
  await client.query('drop schema if exists public').finally(() => client.end())
  await runTool('pg_restore', url, ['--no-owner', '--no-privileges', '--single-transaction', path])
}

function requireRows(found: Omit<Copied, 'path'>, { rows, migration }: Manifest['database']) {
  const names = [...new Set([...Object.keys(rows), ...Object.keys(found.rows)])]
  const wrong = names.filter((name) => rows[name] !== found.rows[name])
  if (wrong.length > 0) throw new Fault(`These tables do not have the rows they had: ${wrong.join(', ')}.`)
  if (found.migration !== migration) throw new Fault('The database is of another version than its backup.')
}

/** Where in a folder that was laid out the database is. */
export const databaseIn = (folder: string, { database }: Manifest) => join(folder, database.path)
