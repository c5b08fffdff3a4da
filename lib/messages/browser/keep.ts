import type { Pending } from './outbox.ts'

/** Where unsent messages wait for the next visit: this browser, this person, this room. */
const keyOf = (viewerId: string, roomId: string) => `rooms.outbox.${viewerId}.${roomId}`

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null // Storage is forbidden here: everything works, nothing outlives the page.
  }
}
const write = (key: string, text: string) => {
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Full or forbidden, as above.
  }
}

export const keepOutbox = (viewerId: string, roomId: string) => {
  const key = keyOf(viewerId, roomId)
  return {
    load: (): Pending[] => {
      try {
        return JSON.parse(read(key) ?? '[]')
      } catch {
        return [] // Written by another version: nothing in it can be trusted.
      }
    },
    save: (pending: readonly Pending[]) => write(key, pending.length > 0 ? JSON.stringify(pending) : ''),
  }
}
