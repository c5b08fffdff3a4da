import { dayMs, dayOf } from '#lib/day.ts'

/**
 * What was said before that is older than so many days. Only whole days of UTC go: once a day there is
 * something to do, and what is counted by day is counted before.
 */
export const cutoff = (now: number, days: number): number => (dayOf(now) - days) * dayMs
