import { on, send } from '#lib/realtime/browser/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import { createStore } from '#lib/store.ts'

/** Nobody is called for longer. */
const ringMs = 30_000

type Ring = EventPayload<'call:ringing'>

/** Who calls the viewer just now, in any direct room. */
export const createIncomingRing = (viewerId: string) => {
  const { get, set, subscribe } = createStore<{ ring: Ring | null }>({ ring: null })
  let timer: ReturnType<typeof setTimeout> | undefined

  const hush = (roomId: string) => {
    if (get().ring?.roomId !== roomId) return
    clearTimeout(timer)
    set({ ring: null })
  }
  return {
    get,
    subscribe,
    /** Answered, or nobody is there to be answered any more. */
    hush,
    decline() {
      const { ring } = get()
      if (!ring) return
      hush(ring.roomId)
      // Should the word be lost, the caller sees nobody come.
      void send('call:decline', { roomId: ring.roomId }).catch(() => undefined)
    },
    /** Starts listening; returns how to stop. */
    open() {
      const stops = [
        on('call:ringing', (ring) => {
          clearTimeout(timer)
          set({ ring })
          timer = setTimeout(() => hush(ring.roomId), ringMs)
        }),
        on('call:declined', ({ roomId, person }) => {
          if (person.id === viewerId) hush(roomId)
        }),
      ]
      return () => {
        clearTimeout(timer)
        for (const stop of stops) stop()
      }
    },
  }
}
