import type { Readable } from 'node:stream'

/** Bytes of a file, both ends included. */
export type Range = { start: number; end: number }

/** Where the bytes of files lie, under keys that are never used again. */
export type FileStore = {
  /** Takes a finished local file over: under its key is all of it or nothing. */
  put: (key: string, path: string) => Promise<void>
  /** Refuses with `not_found` what is not there. */
  read: (key: string, range?: Range) => Promise<Readable>
  /** Gone already: nothing happens. */
  remove: (key: string) => Promise<void>
}

/** The smaller picture of a file lies beside it. */
export const thumbnailKey = (id: string): string => `${id}.thumbnail`
