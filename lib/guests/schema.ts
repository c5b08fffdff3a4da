import { z } from 'zod'
import { guestName } from '#lib/accounts/schema.ts'
import { time } from '#lib/http/schema.ts'

const dayMs = 86_400_000

export const newGuestLink = z.object({
  expiresInMs: z
    .number()
    .int()
    .min(60_000)
    .max(30 * dayMs)
    .default(dayMs),
})

/** The guest link of a room, as its owners see it. `guests`: how many are here by it now. */
export const guestLink = z.object({ url: z.string(), expiresAt: time, guests: z.number().int() })

/** How somebody comes in by it. */
export const guestEntry = z.object({ token: z.string().min(1).max(200), name: guestName })

export type NewGuestLink = z.infer<typeof newGuestLink>
export type GuestLink = z.infer<typeof guestLink>
export type GuestEntry = z.infer<typeof guestEntry>
