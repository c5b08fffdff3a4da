/** A page that is never at rest still gets what comes later. */
const latestMs = 2_000

let resting: Promise<void> | undefined
let urgent: Promise<unknown> = Promise.resolve()

/** The page is not at rest before this is here. */
export const notAtRestBefore = (coming: Promise<unknown>): void => {
  urgent = Promise.allSettled([urgent, coming])
}

/**
 * When the page has nothing more urgent to do, or somebody begins to use it, whichever is first. Never on
 * the server.
 */
export const atRest = (): Promise<void> => {
  resting ??= new Promise((done) => {
    if (typeof window === 'undefined') return
    const rest = () => {
      for (const type of uses) document.removeEventListener(type, rest, true)
      done()
    }
    for (const type of uses) document.addEventListener(type, rest, true)
    // Idle it may be because it waits for what is more urgent.
    const idle = () => void urgent.then(rest)
    const loaded = () => {
      // Not in every browser.
      if ('requestIdleCallback' in window) requestIdleCallback(idle, { timeout: latestMs })
      else setTimeout(idle, latestMs / 4)
    }
    // Before that it may be idle only because it waits for its first scripts.
    if (document.readyState === 'complete') loaded()
    else window.addEventListener('load', loaded, { once: true })
  })
  return resting
}
const uses = ['pointerdown', 'keydown'] as const
