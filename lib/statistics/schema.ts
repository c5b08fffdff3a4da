import { z } from 'zod'
import { person } from '#lib/accounts/schema.ts'
import { id } from '#lib/http/schema.ts'

const taken = z.object({ files: z.number().int(), bytes: z.number().int() })

/**
 * What is stored, each list the largest first. Bytes of files as they came in: smaller pictures made of them
 * are not counted.
 */
export const storage = z.object({
  kinds: z.array(taken.extend({ kind: z.enum(['pictures', 'film', 'sound', 'other', 'archives']) })),
  /** The largest fifty. `name` is "" of direct ones. */
  rooms: z.array(
    taken.extend({
      room: z.object({ id, name: z.string(), visibility: z.enum(['public', 'private', 'direct']) }),
    }),
  ),
  /** The largest fifty, with files that were not sent. */
  people: z.array(taken.extend({ person })),
  databaseBytes: z.number().int(),
  /** Of the search, which is not counted with the database. */
  indexBytes: z.number().int(),
})

export type Storage = z.infer<typeof storage>

export const activityQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) })

const number = z.number().int()
/** Days are those of UTC. */
export const activity = z.object({
  /** The earliest in front, today the last. */
  days: z.array(
    z.object({
      day: z.iso.date(),
      messages: number,
      /** How many people wrote. */
      writers: number,
      /** How many people were here. */
      visitors: number,
      /** That ended on this day. */
      calls: number,
      callMinutes: number,
    }),
  ),
  /** `messages`: numbers given in all rooms. `bytes`: of files. */
  totals: z.object({ people: number, rooms: number, messages: number, bytes: number }),
})

export type Activity = z.infer<typeof activity>
export type ActivityQuery = z.infer<typeof activityQuery>

/** What runs here: for a page, and for no endpoint. */
export type About = {
  version: string
  build: string
  node: string
  startedAt: string
  database: { kind: 'sqlite' | 'postgres'; version: string; bytes: number }
  /** null without Redis: then there is one. */
  processes: number | null
  jobs: {
    waiting: number
    running: number
    /** The newest hundred that were given up. */
    failed: { id: string; kind: string; tries: number; gaveUpAt: string; why: string }[]
  }
}
