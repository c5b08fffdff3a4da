import type pg from 'pg'
import { inTransaction, openPool, type Pool } from '#lib/db/postgres-pool.ts'
import { leaderTable } from './lead-postgres.ts'
import { indexVersion } from './search-index.ts'

/** Any fixed number: who makes the tables. */
const makingLock = 7_210_032

const tables = `
  drop table if exists search_entries, search_followed, search_version;
  create table search_version (version integer not null);
  insert into search_version values (${indexVersion});
  create table search_followed (room_id text primary key, revision integer not null);
  create table search_entries (
    position bigint primary key, message_id text not null unique, room_id text not null, digest integer not null,
    words tsvector not null
  );
  create index search_entries_room on search_entries (room_id);
  create index search_entries_words on search_entries using gin (words);`

/** Connections to the tables of the index; they are made if there are none of this version. */
export async function openTables(url: string): Promise<Pool> {
  const opened = openPool(url, 3)
  await makeTables(opened.pool)
  return opened
}

const makeTables = (pool: pg.Pool) =>
  inTransaction(pool, async (line) => {
    await line.query('select pg_advisory_xact_lock($1)', [makingLock])
    const { rows: made } = await line.query("select to_regclass('search_version') as made")
    const { rows } = made[0].made ? await line.query('select version from search_version') : { rows: [] }
    if (rows[0]?.version !== indexVersion) await line.query(tables)
    await line.query(leaderTable)
  })
