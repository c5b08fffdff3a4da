import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { planOnce } from './plan-once.ts'
import { openSqlite } from './sqlite.ts'

function opened(path: string): Database.Database {
  const handle = new Database(path)
  onTestFinished(() => void handle.close())
  return handle
}

test('a limit that is bound is kept, and nothing a plan could follow', () => {
  const handle = opened(':memory:')
  handle.exec('create table numbers (n integer); insert into numbers values (1), (2), (3)')
  planOnce(handle)
  const numbers = sqliteTable('numbers', { n: integer() })
  const some = drizzle(handle).select().from(numbers).orderBy(numbers.n)
  expect(some.limit(2).all()).toEqual([{ n: 1 }, { n: 2 }])
  expect(some.limit(0).all()).toEqual([])
  const least = handle.prepare<[number], { n: number }>('select n from numbers order by n limit ?')
  expect(least.source).not.toContain('limit ?')
  expect(least.all(1)).toEqual([{ n: 1 }])
})

test('what ANALYZE sampled is gone after a start, and what it counted stays', async () => {
  const folder = temporaryFolder('plans')
  const store = { url: 'file:rooms.db', dataDir: folder, synchronous: 'NORMAL' } as const
  await (await openSqlite(store)).close()
  const path = join(folder, 'rooms.db')
  const statistics = () =>
    opened(path)
      .prepare("select name from sqlite_master where name like 'sqlite_stat%' order by 1")
      .pluck()
      .all()
  opened(path).exec('analyze')
  expect(statistics()).toEqual(['sqlite_stat1', 'sqlite_stat4'])
  await (await openSqlite(store)).close()
  expect(statistics()).toEqual(['sqlite_stat1'])
})
