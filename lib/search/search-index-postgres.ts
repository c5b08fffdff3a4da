import pg from 'pg'
import type { Store } from '#lib/db/open.ts'
import { Fault } from '#lib/errors.ts'
import { wordsOf } from './entry.ts'
import { makePositions } from './positions.ts'
import { atOnce, type Entry, perMs, type SearchIndex } from './search-index.ts'
import { openTables } from './tables-postgres.ts'

/** Any fixed number: who of several processes indexes. */
const leadingLock = 7_210_033

const again = 'update search_entries set digest = $2, words = array_to_tsvector($3) where message_id = $1'

/**
 * The index as tables of the same database. Of several processes the one that holds a
 * lock keeps it in step.
 */
export async function openPostgresIndex({ url }: Store): Promise<SearchIndex> {
  const { pool, options, close } = await openTables(url)
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
    const client = new pg.Client(options)
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

  const insert = async (on: pg.Client, fresh: Entry[]) => {
    for (const entry of fresh) {
      const { messageId, roomId, createdAt, digest } = entry
      const words = wordsOf(entry)
      let position = positions.first(createdAt)
      const stored = async () =>
        (
          await on.query({
            name: 'search_insert',
            text: `insert into search_entries values ($1, $2, $3, $4, array_to_tsvector($5))
                   on conflict (position) do nothing`,
            values: [position, messageId, roomId, digest, words],
          })
        ).rowCount
      while ((await stored()) === 0) position += 1
      positions.given(position)
    }
  }

  return {
    lead,
    followed: async () => {
      const { rows } = await pool.query('select room_id, revision from search_followed')
      return new Map(rows.map(({ room_id, revision }) => [room_id, revision]))
    },
    put: ({ entries, gone, revisions }) =>
      write(async (on) => {
        await on.query('delete from search_entries where message_id = any($1)', [gone])
        const { rows } = await on.query(
          'select message_id, digest from search_entries where message_id = any($1)',
          [entries.map(({ messageId }) => messageId)],
        )
        const known = new Map<string, number>(rows.map((row) => [row.message_id, row.digest]))
        for (const entry of entries) {
          const { messageId, digest } = entry
          if (known.has(messageId) && known.get(messageId) !== digest)
            await on.query(again, [messageId, digest, wordsOf(entry)])
        }
        const fresh = entries.filter(({ messageId }) => !known.has(messageId))
        await insert(on, fresh)
        await on.query(
          `insert into search_followed select * from unnest($1::text[], $2::integer[])
           on conflict (room_id) do update set revision = excluded.revision`,
          [[...revisions.keys()], [...revisions.values()]],
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
    forgetBefore: async (roomId, time) => {
      let more = false
      await write(async (on) => {
        const { rowCount } = await on.query(
          `delete from search_entries where position in
           (select position from search_entries where room_id = $1 and position < $2 limit ${atOnce})`,
          [roomId, time * perMs],
        )
        more = (rowCount ?? 0) > 0
      })
      return more
    },
    join: async () => false,
    close: async () => {
      await own?.end()
      await close()
    },
  }
}
