import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { copyBefore } from './copy-before.ts'
import { dialect } from './dialect.ts'
import { openDb } from './open.ts'

const folder = temporaryFolder('copied')
const path = join(folder, 'rooms.db')
const copies = () => readdirSync(folder).filter((name) => name.includes('.before-'))

test('before an upgrade the file is copied, for its owner alone, and the newest two copies stay', () => {
  const database = new Database(path)
  database.exec("pragma journal_mode = WAL; create table one (a); insert into one values ('kept')")
  for (const day of [1, 2, 3]) {
    const copy = copyBefore(database, path, new Date(Date.UTC(2026, 0, day)))
    database.exec("update one set a = 'changed'")
    expect(statSync(copy).mode & 0o777).toBe(0o600)
  }
  expect(copies()).toEqual(['rooms.before-2026-01-02T00-00-00Z.db', 'rooms.before-2026-01-03T00-00-00Z.db'])
  database.close()
})

test('a database that an older version left is copied when it is opened, and only then', async () => {
  if (dialect !== 'sqlite') return
  const store = { url: '', dataDir: temporaryFolder('older'), synchronous: 'NORMAL' as const }
  const names = () => readdirSync(store.dataDir).filter((name) => name.includes('.before-'))
  await (await openDb(store)).close()
  await (await openDb(store)).close()
  expect(names()).toEqual([])
  const file = new Database(join(store.dataDir, 'rooms.db'))
  file.exec(
    'delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)',
  )
  file.close()
  // Its tables are there already, so the migration fails: the copy was made before that.
  await expect(openDb(store)).rejects.toThrow()
  expect(names()).toHaveLength(1)
})
