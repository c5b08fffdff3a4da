import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle, NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { Fault } from '#lib/errors.ts'
import { keyedQueue } from '#lib/keyed-queue.ts'
import { migrationsFolder, requireKnown } from './migrations.ts'
import { markTable, requireWhole } from './move/half-moved.ts'
import type { Db, Queries, Reader, Store } from './open.ts'
import { inTransaction, openPool } from './postgres-pool.ts'

const casing = 'snake_case'
/** Any fixed number: processes that start at once take turns at migrating. */
export const migrationLock = 7_210_031

export async function openPostgres({ url }: Store): Promise<Db> {
  const { pool, health, close } = openPool(url, 10)
  await migrateAlone(pool)

  const inside = new AsyncLocalStorage<(() => void)[]>()
  const inLane = keyedQueue()
  const orm = drizzle(pool, { casing })
  return {
    dialect: 'postgres',
    read: orm as unknown as Queries,
    write: (body, lane) => {
      if (inside.getStore()) throw new Fault('A write inside a write: hand the outer one down instead.')
      const work = async () => {
        const afterCommit: (() => void)[] = []
        const value = await inside.run(afterCommit, () => transact(pool, body))
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
    stamp: async () => null,
    stampOf: () => async () => null,
    health,
    close,
  }
}

const dialect = new PgDialect({ casing })

const transact = <T>(pool: pg.Pool, body: (tx: Queries) => Promise<T>): Promise<T> =>
  inTransaction(pool, (line) => {
    const session = new NodePgSession(line, dialect, undefined)
    return body(new NodePgTransaction(dialect, session, undefined) as unknown as Queries)
  })

/** Connections of its own for a thread of its own. */
export async function openPostgresReader({ url }: Store): Promise<Reader> {
  const { pool, close } = openPool(url, 3)
  return { read: drizzle(pool, { casing }) as unknown as Queries, close }
}

/**
 * Processes that start at once take turns. The lock is one of the transaction, which needs no session; all is
 * migrated in it, or nothing is.
 */
const migrateAlone = (pool: pg.Pool) =>
  inTransaction(pool, async (line) => {
    await line.query('select pg_advisory_xact_lock($1)', [migrationLock])
    requireWhole(await isMarked(line))
    requireKnown('postgres', await lastMigration(line))
    const session = new NodePgSession<Record<string, never>, Record<string, never>>(line, dialect, undefined)
    // drizzle would begin a transaction of its own, whose end would be that of this one.
    session.transaction = (body) => body(new NodePgTransaction(dialect, session, undefined))
    const folder = { migrationsFolder: join(migrationsFolder, 'postgres') }
    await dialect.migrate(readMigrationFiles(folder), session, folder)
  })

const isMarked = async (client: pg.PoolClient) =>
  (await client.query('select to_regclass($1) as made', [`public.${markTable}`])).rows[0].made !== null

async function lastMigration(client: pg.PoolClient): Promise<number | null> {
  const kept = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name")
  if (kept.rows[0].name === null) return null
  const { rows } = await client.query('select max(created_at) as at from drizzle.__drizzle_migrations')
  return rows[0].at === null ? null : Number(rows[0].at)
}
