import type { Store } from '#lib/db/open.ts'
import type { Candidate, IndexReader, Wanted } from './search-index.ts'
import { openTables } from './tables-postgres.ts'

const columns = 'entry.position::float8 as position, entry.message_id as "messageId"'
/** So many of the newest are looked at before the index is asked. */
const probed = 500

/** In the language of https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY */
const matching = ({ words, beginning, any }: Wanted) =>
  [
    ...words.map((word) => `'${word}'`),
    ...beginning.map((start) => `'${start}':*`),
    ...any.map((some) => `(${some.map((word) => `'${word}'`).join(' | ')})`),
  ].join(' & ')

/** The index as whichever process keeps it. */
export async function openPostgresIndexReader({ url }: Store): Promise<IndexReader> {
  const { pool, close } = await openTables(url)
  return {
    find: async (wanted) => {
      const values = [matching(wanted), wanted.from, wanted.before, wanted.limit]
      const has = 'words @@ $1::tsquery'
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
        if (found.length < wanted.limit) found = (await pool.query<Candidate>(text, values)).rows
      return found
    },
    close,
  }
}
