import type pg from 'pg'
import type { Store } from '#lib/db/open.ts'
import { inTransaction } from '#lib/db/postgres-pool.ts'
import { wordsOf } from './entry.ts'
import { takeLead } from './lead-postgres.ts'
import { makePositions } from './positions.ts'
import { atOnce, type Entry, perMs, type SearchIndex } from './search-index.ts'
import { openTables } from './tables-postgres.ts'

const again = 'update search_entries set digest = $2, words = array_to_tsvector($3) where message_id = $1'

/** The index as tables of the same database. Of several processes the one that leads keeps it in step. */
export async function openPostgresIndex({ url }: Store): Promise<SearchIndex> {
  const { pool, close } = await openTables(url)
  const positions = makePositions()
  const leading = takeLead(pool)

  /** Once another process leads, nothing more is written here. */
  const write = (body: (on: pg.ClientBase) => Promise<void>) =>
    inTransaction(pool, async (on) => {
      await leading.require(on)
      await body(on)
    })

  const insert = async (on: pg.ClientBase, fresh: Entry[]) => {
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
    lead: leading.lead,
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
      await leading.leave()
      await close()
    },
  }
}
