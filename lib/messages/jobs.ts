import { z } from 'zod'
import { jobKind } from '#lib/jobs/kind.ts'
import { closeDuePoll } from './polls.ts'
import { removeOf } from './remove-of.ts'

export const messageJobs = [
  removeOf,
  jobKind({
    name: 'messages.closePoll',
    payload: z.object({ messageId: z.string() }),
    run: (world, { messageId }) => closeDuePoll(world, messageId),
  }),
] as const
