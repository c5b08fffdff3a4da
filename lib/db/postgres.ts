import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { drizzle, NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { PgDialect } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { Fault } from '#lib/errors.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { migrationsFolder, requireKnown } from './migrations.ts'
import { markTable, requireWhole } from './move/half-moved.ts'
import type { Db, Queries, Reader, Store } from './open.ts'
import { openPool } from './postgres-pool.ts'

const casing = 'snake_case'
/** Any fixed number: processes that start at once take turns at migrating. */
export const migrationLock = 7_210_031

export async function openPostgres({ url }: Store): Promise<Db> {
  const { pool, health, close } = openPool(url, 10)
  await migrateAlone(pool)

  const inside = new AsyncLocalStorage<(() => void)[]>()
  const inLane = keyedQueue()
  const orm = drizzle(pool, { casing })
  const transact = transactions(pool)
  return {
    dialect: 'postgres',
    read: orm as unknown as Queries,
    write: (body, lane) => {
      if (inside.getStore()) throw new Fault('A write inside a write: hand the outer one down instead.')
      const work = async () => {
        const afterCommit: (() => void)[] = []
        const value = await inside.run(afterCommit, () => transact(body))
        for (const heard of afterCommit) heard()
        return value
      }
      return lane === undefined ? work() : inLane(lane, work)
    },
    afterCommit: (heard) => {
      const afterCommit = inside.getStore()
      if (!afterCommit) throw new Fault('There is no write whose commit could be waited for.')
      afterCommit.push(heard)
    },
    stamp: () => null,
    health,
    close,
  }
}

/**
 * Runs bodies in transactions. A connection that cannot even roll back is given to nobody again; drizzle's
 * own way keeps one for good whose `begin` failed, and after ten of them nobody could write.
 */
function transactions(pool: pg.Pool) {
  const dialect = new PgDialect({ casing })
  return async <T>(body: (tx: Queries) => Promise<T>): Promise<T> => {
    const line = await pool.connect()
    let broken: Error | undefined
    try {
      await line.query('begin')
      const session = new NodePgSession(line, dialect, undefined)
      const value = await body(new NodePgTransaction(dialect, session, undefined) as unknown as Queries)
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
}

/** Connections of its own for a thread of its own. */
export async function openPostgresReader({ url }: Store): Promise<Reader> {
  const { pool, close } = openPool(url, 3)
  return { read: drizzle(pool, { casing }) as unknown as Queries, close }
}

async function migrateAlone(pool: pg.Pool) {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    requireWhole(await isMarked(client))
    requireKnown('postgres', await lastMigration(client))
    await migrate(drizzle(client, { casing }), { migrationsFolder: join(migrationsFolder, 'postgres') })
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  } finally {
    client.release()
  }
}

const isMarked = async (client: pg.PoolClient) =>
  (await client.query('select to_regclass($1) as made', [`public.${markTable}`])).rows[0].made !== null

async function lastMigration(client: pg.PoolClient): Promise<number | null> {
  const kept = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name")
  if (kept.rows[0].name === null) return null
  const { rows } = await client.query('select max(created_at) as at from drizzle.__drizzle_migrations')
  return rows[0].at === null ? null : Number(rows[0].at)
}
