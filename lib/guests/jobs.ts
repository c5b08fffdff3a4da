import { z } from 'zod'
import type { World } from '#lib/context.ts'
import { every, jobKind } from '#lib/jobs/kind.ts'
import { forgetEnded } from './forget-ended.ts'
import { endLinks, endVisits, replaceLink, withLater } from './live-link.ts'

export const guestJobs = [
  jobKind({
    name: 'guests.endLink',
    payload: z.object({ linkId: z.string() }),
    run: async ({ change, now }, { linkId }) => {
      await change(async (tx, note) => endLinks(tx, note, await withLater(tx, linkId), now()))
    },
  }),
  jobKind({
    name: 'guests.replaceLink',
    payload: z.object({ roomId: z.string(), putOutAt: z.number() }),
    run: async (world: World, out: { roomId: string; putOutAt: number }) => {
      await world.change((tx, note) => replaceLink(tx, note, world, out, world.now()))
    },
  }),
  jobKind({
    name: 'guests.endVisits',
    payload: z.object({ roomId: z.string(), userId: z.string().optional() }),
    run: ({ change, now }, { roomId, userId }) =>
      change((tx, note) => endVisits(tx, note, roomId, now(), userId)),
  }),
  every(86_400_000, {
    name: 'guests.forgetEnded',
    run: (world, _, { signal }) => forgetEnded(world, signal),
  }),
] as const
