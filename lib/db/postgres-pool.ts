import pg from 'pg'
import { forgoNames } from './pooler.ts'
import { type Watch, watchPostgres } from './postgres-watch.ts'

export type Pool = Pick<Watch, 'health'> & { pool: pg.Pool; close: () => Promise<void> }

/** At most so many connections, none of which waits for a database that hangs. */
export function openPool(url: string, max: number): Pool {
  const { options, health, stop } = watchPostgres(url)
  const pool = new pg.Pool({ ...options, max, onConnect: forgoNames })
  // A connection dropped while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  // As does one that is dropped while somebody uses it: their statement tells them.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    pool,
    health,
    close: async () => {
      await pool.end()
      await stop()
    },
  }
}

/**
 * Runs `body` in a transaction. A connection that cannot even roll back is given to nobody again; drizzle's
 * own way keeps one for good whose `begin` failed, and after ten of them nobody could write.
 */
export async function inTransaction<T>(pool: pg.Pool, body: (line: pg.PoolClient) => Promise<T>): Promise<T> {
  const line = await pool.connect()
  let broken: Error | undefined
  try {
    await line.query('begin')
    const value = await body(line)
    await line.query('commit')
    return value
  } catch (error) {
    await line.query('rollback').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    line.release(broken)
  }
}
