import { perMs } from './search-index.ts'

/**
 * Proposes positions, whose order is that of time. Whoever stores one that is taken tries the next.
 */
export function makePositions(): { first: (createdAt: number) => number; given: (position: number) => void } {
  let last = 0
  let moment = 0
  return {
    first: (createdAt) => {
      const own = createdAt * perMs
      // More than there is room for in their time would otherwise try all the places of those before them.
      const position = createdAt >= moment && last >= own ? last + 1 : own
      moment = createdAt
      return position
    },
    given: (position) => {
      last = position
    },
  }
}
