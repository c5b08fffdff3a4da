import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { dialect } from '#lib/db/dialect.ts'
import { openDb, type Store } from '#lib/db/open.ts'
import { createDatabase } from '../scripts/tools/postgres.ts'
import { temporaryFolder } from '../scripts/tools/program.ts'

/** Making all tables takes as long as a test does: it is done once, and copied. */
let made: Promise<Store> | undefined

/** A database with all tables and nothing in them, of this test alone. */
export async function emptyStore(): Promise<Store> {
  made ??= make()
  const { url, dataDir } = await made
  const own = temporaryFolder('world')
  if (dialect === 'postgres') return store(await createDatabase(inject('postgres'), url), own)
  copyFileSync(join(dataDir, 'rooms.db'), join(own, 'rooms.db'))
  return store('', own)
}

async function make(): Promise<Store> {
  const url = dialect === 'postgres' ? await createDatabase(inject('postgres')) : ''
  const empty = store(url, temporaryFolder('tables'))
  await (await openDb(empty)).close()
  return empty
}

const store = (url: string, dataDir: string): Store => ({ url, dataDir, synchronous: 'NORMAL' })
