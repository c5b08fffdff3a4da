import { z } from 'zod'
import { time } from '#lib/http/schema.ts'

/** What became of the archive somebody asked for. */
export const ownArchive = z.object({
  state: z.enum(['none', 'making', 'ready', 'failed']),
  /** Of `total` messages and files so many are in it. */
  done: z.number().int(),
  total: z.number().int(),
  sizeBytes: z.number().int().nullable(),
  requestedAt: time.nullable(),
  /** When it is taken away. */
  expiresAt: time.nullable(),
})

/** `archive`: the file itself, once it is ready. */
export const archiveQuery = z.object({ format: z.enum(['state', 'archive']).default('state') })

export type OwnArchive = z.infer<typeof ownArchive>
