import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/browser/client.ts'
import type { Store } from '#lib/store.ts'
import type { CallNotice } from '../state/notice.ts'
import type { CallSnapshot } from '../state/snapshot.ts'
import { onCallEvents } from './call-events.ts'

type RingState = Pick<CallSnapshot, 'phase' | 'participants' | 'notice'>

/** Calls the people of a direct room who are not in its call yet, and hears who will not come. */
export const createOutgoingRing = (roomId: string, { get, set }: Pick<Store<RingState>, 'get' | 'set'>) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const isAlone = () => get().phase === 'in' && get().participants.length === 1
  const tell = (notice: CallNotice) => set({ notice })

  /** Who has just rung rings again as soon as they may, unless somebody came or they left. */
  const ring = async (): Promise<void> => {
    clearTimeout(timer)
    try {
      await send('call:ring', { roomId })
      if (get().notice?.what === 'ringsSoon') set({ notice: null })
    } catch (error) {
      const refused = asRefusal(error)
      if (refused.code !== 'rate_limited') return tell({ what: 'refused', refused })
      tell({ what: 'ringsSoon' })
      timer = setTimeout(() => isAlone() && void ring(), refused.retryAfterMs)
    }
  }
  return {
    ring,
    /** Returns how to stop. */
    listen() {
      const stop = onCallEvents(roomId, {
        'call:declined': ({ person }) => {
          if (get().phase === 'in') tell({ what: 'declined', name: person.name })
        },
      })
      return () => {
        clearTimeout(timer)
        stop()
      }
    },
  }
}
