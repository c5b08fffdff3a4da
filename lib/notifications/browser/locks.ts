/**
 * Holds a lock between tabs from when it is free until it is given back: a
 * closed or crashed tab gives it back by itself.
 */
const hold = (name: string, mode: LockMode, held = () => {}): (() => void) => {
  const given = new AbortController()
  navigator.locks
    .request(name, { mode, signal: given.signal }, () => {
      held()
      return new Promise((resolve) => given.signal.addEventListener('abort', resolve, { once: true }))
    })
    .catch((error: unknown) => {
      // Given back while still waiting for it.
      if (!given.signal.aborted) throw error
    })
  return () => given.abort()
}

const lookName = (viewerId: string, roomId: string) => `rooms.looking.${viewerId}.${roomId}`

/** Says to the other tabs that this room is before the viewer's eyes. Returns how to end it. */
export const lookAt = (viewerId: string, roomId: string) => hold(lookName(viewerId, roomId), 'shared')

export const isLookedAt = async (viewerId: string, roomId: string): Promise<boolean> => {
  const { held } = await navigator.locks.query()
  return held?.some(({ name }) => name === lookName(viewerId, roomId)) ?? false
}

/** Of all tabs of this viewer in this browser, one tells. `takeOver` is called when it is this one. */
export const becomeTeller = (viewerId: string, of: 'messages' | 'reminders', takeOver: () => void) =>
  hold(`rooms.telling.${of}.${viewerId}`, 'exclusive', takeOver)
