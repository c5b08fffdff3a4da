import pg from 'pg'
import type { Store } from '#lib/db/open.ts'
import { Fault } from '#lib/errors.ts'
import { makePositions } from './positions.ts'
import { atOnce, type Candidate, type Entry, indexVersion, type SearchIndex } from './search-index.ts'

/** Any fixed numbers: who makes the tables, and who of several processes indexes. */
const makingLock = 7_210_032
const leadingLock = 7_210_033

const tables = `
  drop table if exists search_entries, search_followed, search_version;
  create table search_version (version integer not null);
  insert into search_version values (${indexVersion});
  create table search_followed (room_id text primary key, revision integer not null);
  create table search_entries (
    position bigint primary key, message_id text not null unique, room_id text not null, digest integer not null, marks integer[] not null
  );
  create index search_entries_room on search_entries (room_id);
  create index search_entries_marks on search_entries using gin (marks);`

const columns = 'entry.position::float8 as position, entry.message_id as "messageId"'
/** So many of the newest are looked at before the index is asked. */
const probed = 500

/**
 * The index as tables of the same database. Of several processes the one that holds a
 * lock keeps it in step; all of them ask it.
 */
export async function openPostgresIndex({ url }: Store): Promise<SearchIndex> {
  const pool = new pg.Pool({ connectionString: url, max: 3, connectionTimeoutMillis: 5_000 })
  pool.on('error', () => undefined)
  await makeTables(pool)
  const positions = makePositions()
  /** The connection that holds the lock, or waits for whoever does to be gone. */
  let own: pg.Client | undefined
  let leads = false

  const lead = async () => {
    if (leads) return true
    own ??= await connect()
    const { rows } = await own.query('select pg_try_advisory_lock($1) as leads', [leadingLock])
    leads = rows[0].leads
    return leads
  }
  const connect = async () => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    client.once('end', () => {
      own = undefined
      leads = false
    })
    await client.connect()
    return client
  }

  /** With the connection that holds the lock: once that is lost, nothing more is written here. */
  const write = async (body: (on: pg.Client) => Promise<void>) => {
    const on = own
    if (!on || !leads) throw new Fault('Another process keeps the search index now')
    await on.query('begin')
    try {
      await body(on)
      await on.query('commit')
    } catch (error) {
      await on.query('rollback').catch(() => undefined)
      throw error
    }
  }

  const insert = async (on: pg.Client, roomId: string, fresh: Entry[]) => {
    for (const { messageId, createdAt, digest, marks } of fresh) {
      let position = positions.first(createdAt)
      const stored = async () =>
        (
          await on.query({
            name: 'search_insert',
            text: 'insert into search_entries values ($1, $2, $3, $4, $5) on conflict (position) do nothing',
            values: [position, messageId, roomId, digest, marks],
          })
        ).rowCount
      while ((await stored()) === 0) position += 1
      positions.given(position)
    }
  }

  return {
    lead,
    find: async ({ all, any, from, before, limit }) => {
      const values = [all, from, before, limit, ...any]
      const has = ['marks @> $1::integer[]', ...any.map((_, at) => `marks && $${at + 5}::integer[]`)].join(
        ' and ',
      )
      const inTime = 'position >= $2 and position < $3'
      const newest = 'order by entry.position desc limit $4'
      // What is common is found among the newest at once; what is not, is so seldom that
      // the index can give all of it to be sorted.
      const ways = [
        `with entry as (select * from search_entries where ${inTime} order by position desc limit ${probed})
         select ${columns} from entry where ${has} ${newest}`,
        `with entry as materialized (select position, message_id from search_entries where ${has} and ${inTime})
         select ${columns} from entry ${newest}`,
      ]
      let found: Candidate[] = []
      for (const text of ways)
        if (found.length < limit) found = (await pool.query<Candidate>(text, values)).rows
      return found
    },
    followed: async () => {
      const { rows } = await pool.query('select room_id, revision from search_followed')
      return new Map(rows.map(({ room_id, revision }) => [room_id, revision]))
    },
    put: ({ roomId, revision, entries, gone }) =>
      write(async (on) => {
        await on.query('delete from search_entries where message_id = any($1)', [gone])
        const ids = entries.map(({ messageId }) => messageId)
        const { rows } = await on.query(
          'select message_id, digest from search_entries where message_id = any($1)',
          [ids],
        )
        const known = new Map<string, number>(rows.map((row) => [row.message_id, row.digest]))
        for (const { messageId, digest, marks } of entries)
          if (known.has(messageId) && known.get(messageId) !== digest)
            await on.query('update search_entries set digest = $2, marks = $3 where message_id = $1', [
              messageId,
              digest,
              marks,
            ])
        const fresh = entries.filter(({ messageId }) => !known.has(messageId))
        await insert(on, roomId, fresh)
        await on.query(
          'insert into search_followed values ($1, $2) on conflict (room_id) do update set revision = $2',
          [roomId, revision],
        )
      }),
    forget: async (roomId) => {
      let more = false
      await write(async (on) => {
        const { rowCount } = await on.query(
          `delete from search_entries where position in
           (select position from search_entries where room_id = $1 limit ${atOnce})`,
          [roomId],
        )
        more = (rowCount ?? 0) > 0
        if (!more) await on.query('delete from search_followed where room_id = $1', [roomId])
      })
      return more
    },
    close: async () => {
      await own?.end()
      await pool.end()
    },
  }
}

async function makeTables(pool: pg.Pool) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [makingLock])
    const { rows: made } = await client.query("select to_regclass('search_version') as made")
    const { rows } = made[0].made ? await client.query('select version from search_version') : { rows: [] }
    if (rows[0]?.version !== indexVersion) await client.query(tables)
    await client.query('commit')
  } finally {
    client.release()
  }
}
