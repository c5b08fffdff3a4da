import { send } from '#lib/realtime/browser/client.ts'
import type { Store } from '#lib/store.ts'
import { onCallEvents } from './call-events.ts'

/** How long a reaction stands on its sender's tile. */
const shownMs = 4_000

export type Reaction = { participantId: string; emoji: string }
export type ReactionState = { hand: boolean; reactions: readonly Reaction[] }

/** Raised hands and emoji: what people in a call show each other beside sound and picture. */
export const createReactions = (roomId: string, { get, set }: Pick<Store<ReactionState>, 'get' | 'set'>) => {
  const showReaction = ({ participantId, emoji }: Reaction) => {
    const reaction = { participantId, emoji }
    set({ reactions: [...get().reactions, reaction] })
    setTimeout(() => set({ reactions: get().reactions.filter((one) => one !== reaction) }), shownMs)
  }
  return {
    async raiseHand(hand: boolean) {
      set({ hand })
      await send('call:update', { roomId, hand }).catch(() => set({ hand: !hand }))
    },
    /**
     * Shows an emoji to everybody, here too once the server sends it back. A lost one is not worth a word.
     */
    react: (emoji: string) => void send('call:react', { roomId, emoji }).catch(() => undefined),
    /** Returns how to stop. */
    listen: () => onCallEvents(roomId, { 'call:reacted': showReaction }),
  }
}
