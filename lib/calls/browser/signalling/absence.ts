import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { socket } from '#lib/realtime/browser/client.ts'
import type { Store } from '#lib/store.ts'
import type { Media } from '../../schema.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { CallNotice } from '../state/notice.ts'
import { type CallSnapshot, emptyCall } from '../state/snapshot.ts'

const retryMs = 1_000

type Seat = {
  own: OwnMedia
  /** Nothing goes out any more, and what was asked for is not waited for. */
  fallSilent: () => void
  resume: () => Promise<void>
  end: (phase: 'left', notice: CallNotice) => void
}

/** A line that is away for so long that the others see an empty seat, and the way back to it. */
export const createAbsence = (roomId: string, store: Store<CallSnapshot>, seat: Seat) => {
  const { get, set } = store
  const { own, fallSilent, resume, end } = seat
  /** What was on as the line went away. */
  let before: Media | undefined
  let attempt = 0
  const isAway = () => get().phase === 'away'

  const comeBack = async (): Promise<void> => {
    const asked = ++attempt
    const isOver = () => asked !== attempt || !isAway()
    try {
      const { callParticipantCount } = await api('GET /rooms/{roomId}', { params: { roomId } })
      if (isOver()) return
      // Nobody is to begin another call by coming back to one.
      if (callParticipantCount === 0) return end('left', { what: 'endedMeanwhile' })
    } catch (error) {
      const { code, retryAfterMs } = asRefusal(error)
      if (isOver()) return
      if (code === 'not_found') return end('left', { what: 'roomClosed' })
      await new Promise((again) => setTimeout(again, retryAfterMs ?? retryMs))
      // Without a line the next connection tries again.
      return socket().connected && !isOver() ? comeBack() : undefined
    }
    await resume()
    const { phase } = get()
    if (phase === 'in' || phase === 'lobby') void own.open(before)
  }
  return {
    isAway,
    /** Who believes to be alone must not be seen and heard. */
    begin() {
      fallSilent()
      before = own.get().media
      const { me, participants, locked } = get()
      set({ ...emptyCall, phase: 'away', me, participants, locked, notice: { what: 'awayTooLong' } })
      own.close()
    },
    /** Takes the seat again, unless the call ended meanwhile. */
    comeBack,
    before: () => before,
  }
}
