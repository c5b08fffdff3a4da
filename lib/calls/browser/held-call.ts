import { createStore } from '#lib/store.ts'
import type { Call } from './call.ts'

type Held = { roomId: string; call: Call }

/** The call this tab is in. It goes on while other pages are shown; who joins another one leaves it. */
const { get, set, subscribe } = createStore<{ held: Held | null; shown: Call | null }>({
  held: null,
  shown: null,
})

const has = (call: Call) => get().held?.call === call

export const heldCall = {
  get,
  subscribe,
  has,
  of: (roomId: string): Call | null => {
    const { held } = get()
    return held?.roomId === roomId ? held.call : null
  },
  hold(roomId: string, call: Call) {
    const before = get().held
    if (before?.call === call) return
    set({ held: { roomId, call } })
    before?.call.close()
  },
  /** It is over. */
  letGo(call: Call) {
    if (has(call)) set({ held: null })
  },
  /** All of it is on the page. Returns how to say that it is not any more. */
  show(call: Call) {
    set({ shown: call })
    return () => set({ shown: null })
  },
}
