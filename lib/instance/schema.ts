import { z } from 'zod'
import { line } from '#lib/http/schema.ts'

/**
 * What somebody is in this installation, from least to most. Guests and bots are in
 * no rooms but those they were brought into.
 */
export const instanceRole = z.enum(['guest', 'bot', 'member', 'admin'])

/** What can be set for the whole installation, and how it is until somebody does. */
export const settings = z.object({
  name: line(80).default('Rooms'),
  /** Who may make an account: everybody, whoever brings an invitation, or nobody. */
  registration: z.enum(['open', 'invite', 'closed']).default('open'),
})

export type InstanceRole = z.infer<typeof instanceRole>
export type Settings = z.infer<typeof settings>
