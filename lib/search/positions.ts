import { perMs } from './search-index.ts'

/**
 * So far what is stored may stand after its time: many of one moment follow each other, and whoever looks for
 * what is older than a time looks so much further.
 */
export const spillMs = 10_000

/**
 * Proposes positions for what is stored in the order of time. Whoever
 * stores one that is taken tries the next.
 */
export function makePositions(): { first: (createdAt: number) => number; given: (position: number) => void } {
  let last = 0
  return {
    first: (createdAt) => {
      const own = createdAt * perMs
      // What came quickly would otherwise try all the places of what came just before.
      return last >= own && last < own + spillMs * perMs ? last + 1 : own
    },
    given: (position) => {
      last = position
    },
  }
}
