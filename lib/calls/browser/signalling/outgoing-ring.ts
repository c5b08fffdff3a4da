import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/browser/client.ts'
import type { Store } from '#lib/store.ts'
import type { CallNotice } from '../state/notice.ts'
import type { CallPhase } from '../state/snapshot.ts'
import { onCallEvents } from './call-events.ts'

type RingState = { phase: CallPhase; notice: CallNotice | null }

/** Calls the people of a direct room who are not in its call yet, and hears who will not come. */
export const createOutgoingRing = (roomId: string, { get, set }: Pick<Store<RingState>, 'get' | 'set'>) => ({
  ring: () =>
    send('call:ring', { roomId }).catch((error) =>
      set({ notice: { what: 'refused', refused: asRefusal(error) } }),
    ),
  /** Returns how to stop. */
  listen: () =>
    onCallEvents(roomId, {
      'call:declined': ({ person }) => {
        if (get().phase === 'in') set({ notice: { what: 'declined', name: person.name } })
      },
    }),
})
