import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { notFound } from '#lib/errors.ts'
import type { FileStore } from './store.ts'

/** Files in a folder, spread over subfolders so that none grows too large to list. */
export function diskStore(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key)
  return {
    put: async (key, path) => {
      await mkdir(dirname(pathOf(key)), { recursive: true })
      await rename(path, pathOf(key))
    },
    read: async (key, range) => {
      const handle = await open(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? notFound('file') : error
      })
      return handle.createReadStream(range)
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}
