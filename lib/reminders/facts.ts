import type { ReminderChange } from './schema.ts'

export type ReminderFacts = {
  'reminder.changed': ReminderChange & { userId: string }
}
