import { join } from 'node:path'
import pg from 'pg'
import { requireDirect } from '#lib/db/pooler.ts'
import { runTool } from './postgres-tools.ts'
import type { Copied, Source } from './source.ts'

const path = 'rooms.dump'
/** The index of the search is made again; what an earlier restore kept stays where it is. */
const dumped = ['--schema=public', '--schema=drizzle', '--exclude-table=public.search_*']

/** Dumps the database into a folder as it is at one moment; servers may write meanwhile. */
export async function copyPostgres(source: Source, folder: string): Promise<Copied> {
  const client = new pg.Client({ connectionString: source.url })
  await client.connect()
  try {
    await requireDirect(client)
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query('select pg_export_snapshot() as snapshot')
    const counted = await countPostgres(client)
    const how = ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${rows[0].snapshot}`]
    await runTool('pg_dump', source.url, [...how, ...dumped, `--file=${join(folder, path)}`])
    return { path, ...counted }
  } finally {
    await client.end()
  }
}

/** How many rows its tables have, and when its newest migration was made. */
export async function countPostgres(client: pg.Client): Promise<Omit<Copied, 'path'>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'search\\_%'`,
  )
  const rows: Record<string, number> = {}
  for (const { name } of tables) {
    const counted = await client.query(`select count(*) as count from public."${name}"`)
    rows[name] = Number(counted.rows[0].count)
  }
  const made = await client.query("select to_regclass('drizzle.__drizzle_migrations') as made")
  const last = made.rows[0].made
    ? (await client.query('select max(created_at) as at from drizzle.__drizzle_migrations')).rows[0].at
    : null
  return { migration: last === null ? null : Number(last), rows }
}
