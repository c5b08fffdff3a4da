import { send } from '#lib/realtime/browser/client.ts'
import type { Store } from '#lib/store.ts'
import type { CallPhase } from '../state/snapshot.ts'

export type RecordingState = {
  phase: CallPhase
  /** This tab records the call. */
  recording: boolean
}

/** The mark by which everybody sees that this tab records the call. */
export const createRecordingMark = (
  roomId: string,
  { get, set }: Pick<Store<RecordingState>, 'get' | 'set'>,
) => {
  /** Takes the mark away. Should the line be away, the resume tells it. */
  const remove = () => {
    set({ recording: false })
    if (get().phase === 'in') void send('call:update', { roomId, recording: false }).catch(() => undefined)
  }
  return {
    remove,
    /** Puts the mark. Rejects when the others cannot be told. */
    async put() {
      try {
        await send('call:update', { roomId, recording: true })
      } catch (error) {
        // The server may have put the mark without our hearing of it.
        remove()
        throw error
      }
      set({ recording: get().phase === 'in' })
    },
  }
}
