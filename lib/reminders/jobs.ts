import { z } from 'zod'
import { jobKind } from '#lib/jobs/kind.ts'
import { come } from './operations.ts'

export const reminderJobs = [
  jobKind({
    name: 'reminders.come',
    payload: z.object({ userId: z.string(), messageId: z.string(), remindAt: z.number() }),
    run: come,
  }),
] as const
