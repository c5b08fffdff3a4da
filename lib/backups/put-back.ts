import { chmodSync, existsSync, linkSync, mkdirSync } from 'node:fs'
import { constants, copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Progress } from './make.ts'
import type { Manifest, Sums } from './manifest.ts'
import { makePrivate } from './source.ts'

/**
 * Lays out what a backup holds, but the dump of a PostgreSQL, in a folder as Rooms expects it in its own.
 * `linked`: only to look at it, so that uploaded files take no space.
 */
export async function putBack(
  folder: string,
  { manifest, sums }: { manifest: Manifest; sums: Sums },
  to: string,
  { linked = false, progress }: { linked?: boolean; progress?: Progress } = {},
): Promise<void> {
  makePrivate(to)
  let done = 0
  for (const path of sums.keys()) {
    progress?.(done++, sums.size)
    if (path === manifest.database.path && manifest.database.kind === 'postgres') continue
    const [from, copy] = [join(folder, path), join(to, path)]
    mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
    if (linked && path.startsWith('files/')) linkSync(from, copy)
    else await copyFile(from, copy, constants.COPYFILE_FICLONE)
    if (!linked) chmodSync(copy, 0o600)
  }
  if (!existsSync(join(to, 'files'))) mkdirSync(join(to, 'files'), { mode: 0o700 })
  progress?.(sums.size, sums.size)
}
