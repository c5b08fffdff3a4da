import { send } from '#lib/realtime/client.ts'
import type { Store } from '#lib/realtime/store.ts'

/** How long a reaction stands on its sender's tile. */
const shownMs = 4_000

export type Reaction = { participantId: string; emoji: string }

/** Signs that go by themselves; nothing is kept of them. */
export const createReactions = (
  roomId: string,
  { get, set }: Pick<Store<{ reactions: readonly Reaction[] }>, 'get' | 'set'>,
) => ({
  heard({ participantId, emoji }: Reaction) {
    const reaction = { participantId, emoji }
    set({ reactions: [...get().reactions, reaction] })
    setTimeout(() => set({ reactions: get().reactions.filter((one) => one !== reaction) }), shownMs)
  },
  /** Shown when the server sends it back, as to everybody. A lost one is not worth a word. */
  react: (emoji: string) => void send('call:react', { roomId, emoji }).catch(() => undefined),
})
