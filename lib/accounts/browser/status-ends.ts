export const ends = ['never', 'halfHour', 'hour', 'today', 'week', 'own'] as const
export type End = (typeof ends)[number]

/** When a status ends that somebody sets now, by the clock of this machine. */
export function endOf(end: Exclude<End, 'own'>, now: Date): Date | null {
  switch (end) {
    case 'never':
      return null
    case 'halfHour':
      return new Date(now.getTime() + 1_800_000)
    case 'hour':
      return new Date(now.getTime() + 3_600_000)
    case 'today':
      return beginOf(now, 1)
    case 'week':
      // Until the next Monday begins.
      return beginOf(now, (8 - now.getDay()) % 7 || 7)
  }
}

const beginOf = (now: Date, inDays: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + inDays)
