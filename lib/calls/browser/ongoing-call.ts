import { createStore } from '#lib/store.ts'
import type { Call } from './call.ts'
import type { CallNotice } from './state/notice.ts'

type Ongoing = { roomId: string; call: Call }
/** A call that ended for this tab without anybody here wishing it. */
type Lost = { roomId: string; notice: CallNotice }

/** The call this tab is in. It goes on while other pages are shown; who joins another one leaves it. */
const { get, set, subscribe } = createStore<{
  ongoing: Ongoing | null
  lost: Lost | null
  shown: Call | null
}>({
  ongoing: null,
  lost: null,
  shown: null,
})

const has = (call: Call) => get().ongoing?.call === call

export const ongoingCall = {
  get,
  subscribe,
  has,
  of: (roomId: string): Call | null => {
    const { ongoing } = get()
    return ongoing?.roomId === roomId ? ongoing.call : null
  },
  set(roomId: string, call: Call) {
    const before = get().ongoing
    if (before?.call === call) return
    set({ ongoing: { roomId, call }, lost: null })
    before?.call.close()
  },
  /** This call is over. */
  clear(call: Call) {
    if (has(call)) set({ ongoing: null })
  },
  /** It is over without our wish, and that is to be read until somebody has seen it. */
  lose(lost: Lost) {
    set({ lost })
  },
  /** They have seen it. */
  seen() {
    set({ lost: null })
  },
  /** The page shows this call whole. Returns how to say that it does not any more. */
  show(call: Call) {
    set({ shown: call })
    return () => set({ shown: null })
  },
}
