import type pg from 'pg'
import { Fault } from '#lib/errors.ts'

/**
 * Whether what answers hands the connections of PostgreSQL to many, as PgBouncer does: it then gives out
 * numbers of its own where PostgreSQL gives that of its process. Nothing a session would keep is there at the
 * next transaction.
 */
async function isPooled(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query('select pg_backend_pid() as pid')
  // pg keeps it, and does not tell in its types.
  return rows[0].pid !== (client as pg.ClientBase & { processID?: number }).processID
}

/** A statement kept by its name would be looked for on a connection that somebody else has by then. */
export async function forgoNames(client: pg.ClientBase): Promise<void> {
  if (!(await isPooled(client))) return
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown
  const nameless = (asked: unknown) =>
    typeof asked === 'object' && asked !== null && 'name' in asked ? { ...asked, name: undefined } : asked
  Object.assign(client, {
    query: (asked: unknown, ...more: unknown[]) => query(nameless(asked), ...more),
  })
}

/** Refuses a pooler in words: what is to be done takes a session, and would leave its settings to others. */
export async function requireDirect(client: pg.ClientBase): Promise<void> {
  if (await isPooled(client))
    throw new Fault(
      'This needs PostgreSQL itself, and there is a pooler such as PgBouncer before it. Set DATABASE_DIRECT_URL to the address of PostgreSQL.',
    )
}
