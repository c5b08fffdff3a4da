import { z } from 'zod'
import { id, time } from '#lib/http/schema.ts'

/** A link of an account with one elsewhere. */
export const identity = z.object({
  id,
  /** null when this server knows the provider no longer. */
  provider: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What they are called there. */
  label: z.string(),
  createdAt: time,
  lastUsedAt: time,
})

export type Identity = z.infer<typeof identity>
