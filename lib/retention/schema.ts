import { z } from 'zod'
import { id, time } from '#lib/http/schema.ts'
import { retentionDays, settings } from '#lib/instance/schema.ts'

/** How much goes because it is old. */
export const going = z.object({
  messages: z.number().int(),
  files: z.number().int(),
  bytes: z.number().int(),
  /** When the oldest of it was said; null where nothing goes. */
  oldestAt: time.nullable(),
})

/** What goes from one room. */
const roomGoing = going.extend({ days: retentionDays })

/** What goes from all of them. */
export const allGoing = z.object({
  total: going,
  /** Those from which anything goes, most messages first. */
  rooms: z.array(
    roomGoing.extend({
      /** `name`: "" of a direct one: who talks with whom is theirs. */
      room: z.object({ id, name: z.string(), visibility: z.enum(['public', 'private', 'direct']) }),
    }),
  ),
})

/** As it would be with these settings; what is left out is as it is set. 0 days: messages stay. */
export const goingQuery = z.object({
  retentionDays: z.coerce.number().int().min(0).max(36_500).optional(),
  roomRetention: settings.shape.roomRetention.removeDefault().optional(),
})

/** As it would be with these days; 0: as long as the installation keeps them. */
export const roomGoingQuery = z.object({ days: z.coerce.number().int().min(0).max(36_500) })

export type Going = z.infer<typeof going>
export type AllGoing = z.infer<typeof allGoing>
export type GoingQuery = z.infer<typeof goingQuery>
