import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { requireStopped } from '#lib/db/stopped.ts'
import { Fault } from '#lib/errors.ts'
import { isoTime } from '#lib/iso-time.ts'
import { checkBackup } from './check.ts'
import type { Progress } from './make.ts'
import { readManifest, readSums } from './manifest.ts'
import { restoreDump } from './open-copy.ts'
import { putBack } from './put-back.ts'
import { databaseOf, kindOf, makePrivate, type Source } from './source.ts'

/**
 * Puts a backup in the place of what is there, which is kept; gives where. Nothing is touched before all of
 * the backup was read, compared and opened as a database, and nothing while Rooms runs.
 */
export async function restore(
  folder: string,
  source: Source,
  now: number,
  progress?: Progress,
): Promise<string[]> {
  const manifest = readManifest(folder)
  const kind = kindOf(source)
  if (manifest.database.kind !== kind)
    throw new Fault(
      `This is a backup of ${manifest.database.kind}, and DATABASE_URL names ${kind}. Restore it where it came from, and then move the database.`,
    )
  await checkBackup(folder, source, progress)
  await requireStopped(source)
  const sums = readSums(folder)
  const stamp = isoTime(now).slice(0, 19).replaceAll(/\D/g, '')
  const kept = join(source.dataDir, `before-${stamp}`)
  const coming = join(source.dataDir, `restoring-${stamp}`)
  try {
    await putBack(folder, { manifest, sums }, coming)
  } catch (error) {
    rmSync(coming, { recursive: true, force: true })
    throw error
  }
  if (kind === 'postgres')
    await replaceSchemas(source.url, `before_${stamp}`, join(folder, manifest.database.path))
  const places =
    kind === 'sqlite'
      ? [...swapDatabase(source, coming, manifest.database.path, kept)]
      : [`the schemas before_${stamp} of the database`]
  makePrivate(kept)
  for (const name of ['files', 'auth-secret']) {
    // In a bucket there is nothing of it in the backup, and what is there stays.
    if (name === 'files' && manifest.files === 'bucket') continue
    if (!existsSync(join(coming, name))) continue
    swap(join(source.dataDir, name), join(coming, name), join(kept, name))
  }
  rmSync(coming, { recursive: true, force: true })
  return [...new Set([...places, kept])]
}

/** Each of these is one renaming: at no moment is there half of a thing. */
function swap(place: string, coming: string, kept: string) {
  if (existsSync(place)) renameSync(place, kept)
  renameSync(coming, place)
}

/** Nothing of the old one may stay, least of all its log, which would be folded into the new one. */
function* swapDatabase(source: Source, coming: string, name: string, kept: string) {
  const place = databaseOf(source)
  // In the same file system as the database, wherever DATABASE_URL has it.
  const keptHere = dirname(place) === source.dataDir ? kept : join(dirname(place), basename(kept))
  makePrivate(keptHere)
  // With the index of the search, which is made again.
  for (const path of [place, place.replace(/(\.\w+)?$/, '.search$1')])
    for (const old of ['', '-wal', '-shm'].map((end) => path + end).filter((one) => existsSync(one)))
      renameSync(old, join(keptHere, basename(old)))
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  renameSync(join(coming, name), place)
  yield keptHere
}

/** The present ones get another name in the same write that lets them go; the dump makes them anew. */
async function replaceSchemas(url: string, kept: string, dump: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const rename = async (of: (name: string) => [from: string, to: string]) => {
    await client.query('begin')
    for (const name of ['public', 'drizzle']) {
      const [from, to] = of(name)
      const there = await client.query('select 1 from pg_namespace where nspname = $1', [from])
      if (there.rows.length > 0) await client.query(`alter schema "${from}" rename to "${to}"`)
    }
    await client.query('commit')
  }
  try {
    await rename((name) => [name, `${kept}_${name}`])
    try {
      await restoreDump(dump, url)
    } catch (error) {
      await rename((name) => [`${kept}_${name}`, name])
      throw error
    }
  } finally {
    await client.end()
  }
}
