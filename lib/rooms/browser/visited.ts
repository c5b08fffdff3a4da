const kept = 100
const keyOf = (viewerId: string) => `rooms.visited.${viewerId}`

/** The rooms last opened in this browser, the newest first, by id. */
export const visitedRooms = (viewerId: string): string[] => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(viewerId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []
  } catch {
    return [] // Forbidden, or written by another version: then nothing was visited.
  }
}

export const noteVisit = (viewerId: string, roomId: string): void => {
  const others = visitedRooms(viewerId).filter((id) => id !== roomId)
  try {
    localStorage.setItem(keyOf(viewerId), JSON.stringify([roomId, ...others].slice(0, kept)))
  } catch {
    // Full or forbidden: the switcher sorts by activity instead.
  }
}
