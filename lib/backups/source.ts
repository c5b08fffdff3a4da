import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathOf } from '#lib/db/sqlite.ts'
import type { Env } from '#lib/env.ts'
import { Fault } from '#lib/errors.ts'

/** What is backed up, and restored over: plain values, so that a thread can be told. */
export type Source = { url: string; dataDir: string; files: 'here' | 'bucket'; version: string }
/** The database of a backup as it lies in the folder, and what is known of it. */
export type Copied = { path: string; migration: number | null; rows: Record<string, number> }

export const sourceOf = (env: Env, version: string): Source => ({
  url: env.DATABASE_DIRECT_URL || env.DATABASE_URL,
  dataDir: resolve(env.DATA_DIR),
  files: env.FILES_S3_BUCKET === '' ? 'here' : 'bucket',
  version,
})

export const kindOf = ({ url }: Pick<Source, 'url'>): 'sqlite' | 'postgres' =>
  url.startsWith('postgres') ? 'postgres' : 'sqlite'

/** Where the embedded database is. */
export const databaseOf = (source: Source): string => pathOf(source)

/** A backup within what it is a backup of would hold itself. */
export function requireOutside(folder: string, { dataDir }: Source): void {
  if (`${folder}/`.startsWith(`${join(dataDir, 'files')}/`))
    throw new Fault(`${folder} is among the files that are backed up: name another folder.`)
}

export const makePrivate = (folder: string) => mkdirSync(folder, { recursive: true, mode: 0o700 })
