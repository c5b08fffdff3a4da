import { z } from 'zod'
import { jobKind } from '#lib/jobs/kind.ts'
import { endLostSeat } from './lines.ts'

export const callJobs = [
  jobKind({
    name: 'calls.endLostSeat',
    payload: z.object({ roomId: z.string(), participantId: z.string(), lostAt: z.number() }),
    run: endLostSeat,
  }),
] as const
