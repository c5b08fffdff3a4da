import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import pg from 'pg'
import { Fault } from '#lib/errors.ts'
import { beforeEnding, temporaryFolder } from '../../scripts/tools/program.ts'

/** What is the deployer's, and only looked at. */
export type Settings = { DATABASE_URL: string; DATA_DIR: string; SQLITE_SYNCHRONOUS: 'NORMAL' | 'FULL' }
export type Scratch = {
  dataDir: string
  databaseUrl: string
  /** Whether the folder is on the disk that holds DATA_DIR. */
  onSameDisk: boolean
  remove: () => Promise<void>
}

/**
 * A folder, and of PostgreSQL a database, that hold nothing yet, and go with the end of this program, however
 * it ends. Refuses in words where the role may not make a database.
 */
export async function makeScratch({ DATABASE_URL, DATA_DIR }: Settings): Promise<Scratch> {
  const dataDir = temporaryFolder('capacity')
  const onSameDisk = statSync(dataDir).dev === statSync(existing(resolve(DATA_DIR))).dev
  if (!isPostgres(DATABASE_URL))
    return { dataDir, databaseUrl: '', onSameDisk, remove: () => Promise.resolve() }
  const name = `rooms_capacity_${randomUUID().replaceAll('-', '')}`
  await make(DATABASE_URL, name)
  const remove = beforeEnding(() => ask(DATABASE_URL, `drop database if exists ${name} with (force)`))
  const url = new URL(DATABASE_URL)
  url.pathname = `/${name}`
  return { dataDir, databaseUrl: url.href, onSameDisk, remove }
}

export const isPostgres = (url: string) => /^postgres(ql)?:/.test(url)

/** The folder, or the nearest above it that is there already. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder))
}

async function make(url: string, name: string) {
  try {
    await ask(url, `create database ${name} template template0`)
  } catch (error) {
    // https://www.postgresql.org/docs/current/errcodes-appendix.html: insufficient_privilege.
    if ((error as { code?: unknown }).code !== '42501') throw error
    throw new Fault(
      'The role of DATABASE_URL may not make a database beside the real one, and in that nothing is measured. ' +
        'Let it, for as long as this takes (ALTER ROLE … CREATEDB), or measure with the embedded database: ' +
        'DATABASE_URL= npm run capacity',
    )
  }
}

async function ask(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
