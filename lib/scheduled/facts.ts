import type { ScheduledChange } from './schema.ts'

export type ScheduledFacts = {
  'scheduled.changed': ScheduledChange & { userId: string }
}
