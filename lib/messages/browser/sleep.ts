/** Waits that can be ended early, all together: when the connection is back, nobody has to wait longer. */
export const createSleep = () => {
  const sleepers = new Set<() => void>()
  return {
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          sleepers.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, ms)
        sleepers.add(wake)
      }),
    wakeAll() {
      for (const wake of sleepers) wake()
    },
  }
}
