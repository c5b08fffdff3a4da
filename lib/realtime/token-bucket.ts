/**
 * A token bucket: `perSecond` on average, `burst` at once. `take` gives 0
 * when allowed, otherwise how many ms to wait.
 */
export function bucket(perSecond: number, burst: number) {
  let tokens = burst
  let filledAt = performance.now()
  return {
    take: (): number => {
      const at = performance.now()
      tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * perSecond)
      filledAt = at
      if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1000)
      tokens -= 1
      return 0
    },
  }
}
