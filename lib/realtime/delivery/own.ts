import type { Subscribe } from '#lib/facts/bus.ts'
import type { Send } from '../audience.ts'

/** What is somebody's alone, told to their own tabs. */
export function deliverOwn({ on }: Subscribe, send: Send): void {
  on('saved.changed', ({ userId, ...change }) => send('saved:changed', { people: [userId] }, change))
  on('reminder.changed', ({ userId, ...change }) => send('reminder:changed', { people: [userId] }, change))
  on('scheduled.changed', ({ userId, ...change }) => send('scheduled:changed', { people: [userId] }, change))
}
