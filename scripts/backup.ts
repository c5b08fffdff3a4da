/*
 * Copies the embedded database, the uploaded files and the secret into a new folder, which can stand in for
 * DATA_DIR. The server may run meanwhile.
 *   npm run backup -- FOLDER
 */
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { keepPrivate } from '#lib/db/keep-private.ts'
import { pathOf } from '#lib/db/sqlite.ts'
import { readEnv } from '#lib/env.ts'

const stop = (words: string): never => {
  console.error(words)
  process.exit(1)
}

const [given] = process.argv.slice(2)
const folder = resolve(given ?? stop('Say where to: npm run backup -- FOLDER'))
const { DATABASE_URL: url, DATA_DIR: dataDir } = readEnv()
if (url.startsWith('postgres')) stop('This database is PostgreSQL: use pg_dump, and copy the files after it.')
const path = pathOf({ url, dataDir })
if (!existsSync(path)) stop(`There is no database at ${path}.`)
if (existsSync(folder)) stop(`${folder} is there already. A backup makes its folder itself.`)

mkdirSync(folder, { recursive: true, mode: 0o700 })
const database = new Database(path, { readonly: true })
const copied = join(folder, basename(path))
keepPrivate(copied)
// All in one step: a step at a time, SQLite begins anew whenever somebody writes.
await database.backup(copied, { progress: () => 0x7fffffff })
database.close()
// After the database: of what it names everything is there, and what came since does no harm.
copy('auth-secret')
for (const name of existsSync(join(dataDir, 'files')) ? readdirSync(join(dataDir, 'files')) : [])
  if (name !== 'unfinished') copy(join('files', name))
console.log(`The backup is in ${folder}.`)

/** A file may be cleaned away while this runs: then no message needs it. */
function copy(name: string) {
  const from = join(dataDir, name)
  if (existsSync(from)) cpSync(from, join(folder, name), { recursive: true })
}
