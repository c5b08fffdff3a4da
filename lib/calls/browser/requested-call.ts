import { createStore } from '#lib/store.ts'

type Asked = { roomId: string | null; answers: boolean }

/** The room whose call somebody asked for from elsewhere on the page; it opens with the room. */
const store = createStore<Asked>({ roomId: null, answers: false })

export const requestedCall = {
  get: () => store.get().roomId,
  subscribe: store.subscribe,
  /** `answers`: who answers a ring wishes to talk at once, not to look at a lobby. */
  request: (roomId: string, { answers = false } = {}) => store.set({ roomId, answers }),
  /** How this one was asked for, once; null when it was not. */
  take(roomId: string): { answers: boolean } | null {
    const asked = store.get()
    if (asked.roomId !== roomId) return null
    store.set({ roomId: null, answers: false })
    return { answers: asked.answers }
  },
}
