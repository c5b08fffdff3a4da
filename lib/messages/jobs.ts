import { z } from 'zod'
import { jobKind } from '#lib/jobs/kind.ts'
import { purgeRoom } from './purge.ts'

/**
 * A room is deleted by its own domain, which enqueues this by its name; most of what it held are messages.
 */
export const messageJobs = [
  jobKind({
    name: 'rooms.purge',
    payload: z.object({ roomId: z.string() }),
    atOnce: 1,
    run: (world, { roomId }, underWay) => purgeRoom(world, roomId, underWay),
  }),
] as const
