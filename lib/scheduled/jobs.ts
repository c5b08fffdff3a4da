import { z } from 'zod'
import { jobKind } from '#lib/jobs/kind.ts'
import { sendScheduled } from './send.ts'

export const scheduledJobs = [
  jobKind({
    name: 'scheduled.send',
    payload: z.object({ id: z.string(), sendAt: z.number() }),
    // Whoever scheduled it is not there to press again, and what is given up nobody could send or end.
    tries: Number.POSITIVE_INFINITY,
    // What is due at the same time is sent in the order in which it was scheduled.
    atOnce: 1,
    run: sendScheduled,
  }),
] as const
