/** Events of a call that may have to wait: while paused they keep the order in which they came. */
export const createEventQueue = () => {
  let waiting: (() => void)[] | null = null
  return {
    isPaused: () => waiting !== null,
    pause: () => {
      waiting ??= []
    },
    /** Handles an event now, or after those that wait. */
    push: (handle: () => void) => (waiting ? void waiting.push(handle) : handle()),
    resume() {
      const handles = waiting ?? []
      waiting = null
      for (const handle of handles) handle()
    },
    clear: () => {
      waiting = null
    },
  }
}
