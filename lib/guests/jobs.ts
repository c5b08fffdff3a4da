import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { World } from '#lib/context.ts'
import { guestLinks } from '#lib/db/schema.ts'
import { jobKind } from '#lib/jobs/kind.ts'
import { endLinks, endVisits, replaceLink } from './live-link.ts'

export const guestJobs = [
  jobKind({
    name: 'guests.endLink',
    payload: z.object({ linkId: z.string() }),
    run: async ({ change, now }, { linkId }) => {
      await change((tx, note) => endLinks(tx, note, eq(guestLinks.id, linkId), now()))
    },
  }),
  jobKind({
    name: 'guests.replaceLink',
    payload: z.object({ roomId: z.string(), bannedAt: z.number() }),
    run: async ({ change, jobs, now }: World, ban: { roomId: string; bannedAt: number }) => {
      await change((tx, note) => replaceLink(tx, note, jobs, ban, now()))
    },
  }),
  jobKind({
    name: 'guests.endVisits',
    payload: z.object({ roomId: z.string(), userId: z.string().optional() }),
    run: ({ change, now }, { roomId, userId }) =>
      change((tx, note) => endVisits(tx, note, roomId, now(), userId)),
  }),
] as const
