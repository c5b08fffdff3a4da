import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/client.ts'
import type { Store } from '#lib/store.ts'
import { hearCall } from './hear-call.ts'
import type { CallPhase } from './snapshot.ts'

/** How long a reaction stands on its sender's tile. */
const shownMs = 4_000

export type Reaction = { participantId: string; emoji: string }
export type SignState = {
  phase: CallPhase
  hand: boolean
  reactions: readonly Reaction[]
  /** This tab records the call. */
  recording: boolean
  notice: string | null
}

/** What people in a call show each other beside sound and picture: a hand, a reaction, that one records, a ring to who is missing. */
export const createSigns = (roomId: string, { get, set }: Pick<Store<SignState>, 'get' | 'set'>) => {
  const showReaction = ({ participantId, emoji }: Reaction) => {
    const reaction = { participantId, emoji }
    set({ reactions: [...get().reactions, reaction] })
    setTimeout(() => set({ reactions: get().reactions.filter((one) => one !== reaction) }), shownMs)
  }
  return {
    async raise(hand: boolean) {
      set({ hand })
      await send('call:update', { roomId, hand }).catch(() => set({ hand: !hand }))
    },
    /** Shown when the server sends it back, as to everybody. A lost one is not worth a word. */
    react: (emoji: string) => void send('call:react', { roomId, emoji }).catch(() => undefined),
    /** Marks that this tab records, for everybody to see. Rejects when they cannot be told. */
    async recording() {
      try {
        await send('call:update', { roomId, recording: true })
      } catch (error) {
        // It may have been done without our hearing of it.
        this.recorded()
        throw error
      }
      set({ recording: get().phase === 'in' })
    },
    /** Should the line be away, the resume tells it. */
    recorded() {
      set({ recording: false })
      if (get().phase === 'in') void send('call:update', { roomId, recording: false }).catch(() => undefined)
    },
    ring: () => send('call:ring', { roomId }).catch((error) => set({ notice: asRefusal(error).message })),
    /** Returns how to stop. */
    listen: () =>
      hearCall(roomId, {
        'call:reacted': showReaction,
        'call:declined': ({ person }) => {
          if (get().phase === 'in') set({ notice: `${person.name} cannot talk now.` })
        },
      }),
  }
}
