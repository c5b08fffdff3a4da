import { chmodSync, existsSync, globSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { constants, copyFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#lib/errors.ts'
import { type Manifest, names, readSums, type Sums, sumsAsText } from './manifest.ts'
import { kindOf, makePrivate, requireOutside, type Source } from './source.ts'
import { sumOf, sumOfText } from './sum.ts'

/** `done` of `total` files are in it. */
export type Progress = (done: number, total: number) => void

/**
 * Makes a backup in a folder that is not there yet; it is there only when it is whole. An uploaded file that
 * stands unchanged in the backup at `before` is linked to that and takes no space.
 */
export async function makeBackup(
  source: Source,
  folder: string,
  { before = null, now, progress }: { before?: string | null; now: number; progress?: Progress },
): Promise<Manifest> {
  if (existsSync(folder)) throw new Fault(`${folder} is there already. A backup makes its folder itself.`)
  requireOutside(folder, source)
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  makePrivate(unfinished)
  try {
    const kind = kindOf(source)
    const copied =
      kind === 'sqlite'
        ? await (await import('./copy-sqlite.ts')).copySqlite(source, unfinished)
        : await (await import('./copy-postgres.ts')).copyPostgres(source, unfinished)
    chmodSync(join(unfinished, copied.path), 0o600)
    const size = { bytes: 0, newBytes: 0 }
    const sums: Sums = new Map()
    sums.set(copied.path, await added(join(unfinished, copied.path), size))
    // After the database: of what it names everything is there, and what came since does no harm.
    await copyFiles({ source, to: unfinished, before, sums, size, progress })
    const text = sumsAsText(sums)
    await writeFile(join(unfinished, names.sums), text, { mode: 0o600, flush: true })
    const manifest: Manifest = {
      format: 1,
      madeAt: now,
      version: source.version,
      database: { kind, ...copied },
      files: source.files,
      ...size,
      sums: sumOfText(text),
    }
    const written = `${JSON.stringify(manifest, null, 2)}\n`
    await writeFile(join(unfinished, names.manifest), written, { mode: 0o600, flush: true })
    renameSync(unfinished, folder)
    return manifest
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw error
  }
}

type Size = { bytes: number; newBytes: number }
type Copying = {
  source: Source
  to: string
  before: string | null
  sums: Sums
  size: Size
  progress: Progress | undefined
}

async function added(path: string, size: Size): Promise<string> {
  const { size: bytes } = statSync(path)
  size.bytes += bytes
  size.newBytes += bytes
  return sumOf(path)
}

async function copyFiles({ source, to, before, sums, size, progress }: Copying) {
  const known: Sums = before === null ? new Map() : readSums(before)
  const uploaded = globSync('files/**', { cwd: source.dataDir, exclude: ['files/unfinished'] })
  const files = uploaded.filter((path) => statSync(join(source.dataDir, path), quietly)?.isFile())
  const paths = [...(existsSync(join(source.dataDir, 'auth-secret')) ? ['auth-secret'] : []), ...files.sort()]
  for (const [at, path] of paths.entries()) {
    progress?.(at, paths.length)
    const [from, copy] = [join(source.dataDir, path), join(to, path)]
    mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
    // A key of a file is never used again, so the same size says that it is the same.
    const sum = path.startsWith('files/') ? known.get(path) : undefined
    const earlier = before !== null && sum !== undefined ? join(before, path) : null
    if (earlier !== null && sum !== undefined && hasSizeOf(earlier, from) && isLinked(earlier, copy)) {
      size.bytes += statSync(copy).size
      sums.set(path, sum)
    } else if (await isCopied(from, copy)) sums.set(path, await added(copy, size))
  }
  progress?.(paths.length, paths.length)
}

const quietly = { throwIfNoEntry: false } as const

const hasSizeOf = (one: string, other: string) => {
  const [a, b] = [one, other].map((path) => statSync(path, quietly)?.size)
  return a !== undefined && a === b
}

/** Not every file system has links, nor any number of them to one file. */
function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch {
    return false
  }
}

/** A file may be cleaned away while this runs: then no message needs it. */
async function isCopied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE)
    chmodSync(to, 0o600)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}
