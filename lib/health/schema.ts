import { z } from 'zod'

/** What is looked at, in the order it is shown. */
export const subjects = [
  'database',
  'disk',
  'volume',
  'files',
  'backups',
  'jobs',
  'address',
  'upgrades',
  'bodies',
  'clock',
  'certificates',
  'mail',
  'redis',
  'relays',
] as const

const finding = z.object({
  subject: z.enum(subjects),
  /** `unset`: there is nothing of it here, which may be as it should be. */
  state: z.enum(['good', 'look', 'bad', 'unset']),
  /** A key of the catalogue: how it is and, where it is not well, what to do. */
  says: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Finding = z.output<typeof finding>

export const health = z.object({ lookedAt: z.iso.datetime(), findings: z.array(finding) })
export type Health = z.output<typeof health>
