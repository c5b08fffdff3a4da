import pg from 'pg'
import { type Watch, watchPostgres } from './postgres-watch.ts'

export type Pool = Pick<Watch, 'options' | 'health'> & { pool: pg.Pool; close: () => Promise<void> }

/** At most so many connections, none of which waits for a database that hangs. */
export function openPool(url: string, max: number): Pool {
  const { options, health, stop } = watchPostgres(url)
  const pool = new pg.Pool({ ...options, max })
  // A connection dropped while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  // As does one that is dropped while somebody uses it: their statement tells them.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    pool,
    options,
    health,
    close: async () => {
      await pool.end()
      await stop()
    },
  }
}
