import { perMs } from './search-index.ts'

/**
 * Proposes positions: those of one moment follow each other. Whoever stores one that is taken tries the next.
 */
export function makePositions(): { first: (createdAt: number) => number; given: (position: number) => void } {
  let last = 0
  let moment = -1
  return {
    first: (createdAt) => {
      // Many of one moment, as an import makes them, would otherwise try all the places of those before them.
      const position = createdAt === moment ? last + 1 : createdAt * perMs
      moment = createdAt
      return position
    },
    given: (position) => {
      last = position
    },
  }
}
