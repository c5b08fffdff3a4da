import type pg from 'pg'
import { Fault } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'

/** How often who leads says so, and after how long without it another process does. */
const sayMs = 1_500
const silentMs = 5_000
/** Which the one that indexes held for as long as it was connected, before there was a row for it. */
const formerLock = 7_210_033
/** Nobody of a former version leads: until all are upgraded, one of them may. */
const noneOfBefore = `pg_try_advisory_xact_lock_shared(${formerLock})`

export const leaderTable = `
  create table if not exists search_leader (
    one boolean primary key default true check (one), holder text not null, said integer not null
  );
  insert into search_leader values (true, '', 0) on conflict do nothing;`

/**
 * Which of several processes keeps the index: the one that a row names, for as long as it says so again. A
 * lock of a session would be lost, or kept for ever, behind a pooler; a time in the row would be that of
 * clocks.
 */
export function takeLead(pool: pg.Pool) {
  const own = newId()
  let leadsSince: number | null = null
  let seen = { holder: '', said: -1, at: 0 }

  const look = async () => {
    const { rows } = await pool.query('select holder, said from search_leader')
    const { holder, said } = rows[0]
    if (holder !== seen.holder || said !== seen.said) seen = { holder, said, at: performance.now() }
    return holder === '' || holder === own || performance.now() - seen.at > silentMs
  }

  return {
    /** Whether this process leads; takes the lead where nobody else has it. */
    lead: async (): Promise<boolean> => {
      const asked = performance.now()
      if (leadsSince !== null && asked - leadsSince < sayMs) return true
      leadsSince = null
      if (!(await look())) return false
      const { rowCount } = await pool.query(
        `update search_leader set holder = $1, said = said + 1
         where holder = $2 and said = $3 and ${noneOfBefore}`,
        [own, seen.holder, seen.said],
      )
      if (rowCount === 1) leadsSince = asked
      return rowCount === 1
    },
    /** Within a write, which says it, too: it is undone unless this process leads until its end. */
    require: async (line: pg.ClientBase): Promise<void> => {
      const asked = performance.now()
      const { rowCount } = await line.query(
        `update search_leader set said = said + 1 where holder = $1 and ${noneOfBefore}`,
        [own],
      )
      leadsSince = rowCount === 1 ? asked : null
      if (leadsSince === null) throw new Fault('Another process keeps the search index now')
    },
    /** The next one need not wait. */
    leave: async (): Promise<void> => {
      await pool.query("update search_leader set holder = '' where holder = $1", [own]).catch(() => undefined)
    },
  }
}
