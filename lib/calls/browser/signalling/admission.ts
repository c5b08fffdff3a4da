import type { Person } from '#lib/accounts/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/browser/client.ts'
import type { Store } from '#lib/store.ts'
import type { CallNotice } from '../state/notice.ts'
import { onCallEvents } from './call-events.ts'

export type AdmissionState = {
  /** Who is not let in must knock. */
  locked: boolean
  /** Who waits outside, for those inside who may let in. */
  knocking: readonly Person[]
  /** Whether we wait outside ourselves. */
  waiting: boolean
  /** For the person: why they are out, or what another did. */
  notice: CallNotice | null
}

/** Knocks at a locked call, and answers those of others from inside. `admitted` hears that we may come in. */
export const createAdmission = (
  { roomId, viewerId }: { roomId: string; viewerId: string },
  { get, set }: Pick<Store<AdmissionState>, 'get' | 'set'>,
  admitted: () => void,
) => {
  const without = (userId: string) => get().knocking.filter(({ id }) => id !== userId)
  const ask = async (): Promise<void> => {
    try {
      await send('call:knock', { roomId, knock: true })
    } catch (error) {
      const refused = asRefusal(error)
      const { code, retryAfterMs } = refused
      if (!get().waiting) return
      if (code === 'rate_limited') {
        setTimeout(() => get().waiting && void ask(), retryAfterMs)
        return
      }
      // One need not knock: let in before, or the lock is gone.
      const open = code === 'conflict'
      set({ waiting: false, notice: open ? null : { what: 'refused', refused } })
      if (open) admitted()
    }
  }
  return {
    /** Returns how to stop. */
    listen: () =>
      onCallEvents(roomId, {
        'call:locked': ({ locked }) => set({ locked }),
        'call:knocked': ({ person }) => set({ knocking: [...without(person.id), person] }),
        'call:answered': ({ userId, admitted: isAdmitted }) => {
          set({ knocking: without(userId) })
          if (userId !== viewerId || !get().waiting) return
          set({ waiting: false, notice: isAdmitted ? null : { what: 'notLetIn' } })
          if (isAdmitted) admitted()
        },
      }),
    /** Lets somebody in, or not. */
    async answer(userId: string, admit: boolean) {
      const person = get().knocking.find(({ id }) => id === userId)
      set({ knocking: without(userId) })
      await send('call:admit', { roomId, userId, admit }).catch((error) => {
        const refused = asRefusal(error)
        const { code } = refused
        // Somebody else was quicker, or they went away: nothing is left to be done.
        if (code === 'not_found') return
        set({ notice: { what: 'refused', refused } })
        // Who may not is not asked again; what did not get through may be tried once more.
        if (person && code !== 'forbidden') set({ knocking: [...without(userId), person] })
      })
    },
    async knock() {
      set({ waiting: true, notice: null })
      await ask()
    },
    /** The knock went with the line, and so may have its answer. */
    reconnected() {
      if (get().waiting) void ask()
    },
    /** Nobody is inside any more. */
    over() {
      if (get().waiting) set({ waiting: false, notice: { what: 'ended' } })
    },
    goAway() {
      if (!get().waiting) return
      set({ waiting: false })
      void send('call:knock', { roomId, knock: false }).catch(() => undefined)
    },
  }
}
