/*
 * Copies the embedded database, the uploaded files and the secret into a new folder, which can stand in for DATA_DIR. The server may run meanwhile.
 *   npm run backup -- FOLDER
 */
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
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
await database.backup(join(folder, basename(path)))
database.close()
// After the database: of what it names everything is there, and what came since does no harm.
for (const name of ['files', 'auth-secret'])
  if (existsSync(join(dataDir, name))) cpSync(join(dataDir, name), join(folder, name), { recursive: true })
console.log(`The backup is in ${folder}.`)
