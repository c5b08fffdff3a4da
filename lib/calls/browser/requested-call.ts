import { createStore } from '#lib/store.ts'

/** The room whose call somebody asked for from elsewhere on the page; it opens with the room. */
const store = createStore<{ roomId: string | null }>({ roomId: null })

export const requestedCall = {
  get: () => store.get().roomId,
  subscribe: store.subscribe,
  request: (roomId: string) => store.set({ roomId }),
  /** Whether it was this one; asked once. */
  take(roomId: string): boolean {
    if (store.get().roomId !== roomId) return false
    store.set({ roomId: null })
    return true
  },
}
