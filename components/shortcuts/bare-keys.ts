let takers = 0

/**
 * Where letters mean something without being held with others, as in a call, nobody takes them for text.
 * Returns how to let go.
 */
export const takeBareKeys = (): (() => void) => {
  takers += 1
  return () => {
    takers -= 1
  }
}

export const areBareKeysTaken = (): boolean => takers > 0
