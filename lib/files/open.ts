import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Env } from '#lib/env.ts'
import { diskStore } from './disk.ts'
import { s3Store } from './s3.ts'
import { makeSpace, type Space } from './space.ts'
import type { FileStore } from './store.ts'

/** What files need: where they lie, where they are while they come in, and what they may take. */
export type Files = { store: FileStore; unfinished: string; space: Space }

/** The place of uploaded files: a folder, or a bucket when one is set. */
export function openFiles(env: Env): Files {
  const folder = join(env.DATA_DIR, 'files')
  // In the same file system as the store on disk, so that a finished file only has to be renamed.
  const unfinished = join(folder, 'unfinished')
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  return {
    store: env.FILES_S3_BUCKET === '' ? diskStore(folder) : s3Store(env),
    unfinished,
    space: makeSpace(),
  }
}
