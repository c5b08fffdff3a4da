import { asRefusal } from '#lib/errors.ts'
import { callGraceMs } from '#lib/limits.ts'
import { send, socket } from '#lib/realtime/browser/client.ts'
import type { Store } from '#lib/store.ts'
import type { CallState, Seat } from '../../schema.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { CurrentEngine } from '../engines/current-engine.ts'
import type { CallNotice } from '../state/notice.ts'
import { allReconnecting, type CallSnapshot, callState, emptyCall, only } from '../state/snapshot.ts'
import { throttle } from '../throttle.ts'
import { createAbsence } from './absence.ts'
import { createEventQueue } from './event-queue.ts'
import type { createLinkReports } from './link-reports.ts'
import { createOutgoingSignals } from './outgoing-signals.ts'
import { createOwnPictures } from './own-pictures.ts'
import {
  claimSeat,
  claimStoredSeat,
  leaveByBeacon,
  releaseSeat,
  removeStoredSeat,
  storeSeat,
} from './stored-seat.ts'

const retryMs = 1_000
/** News that a signal overtook arrives within this time, or not at all. */
const recountMs = 1_500

/** What a seat in the call sets going, and stops when it ends. */
type Parts = {
  own: OwnMedia
  engine: CurrentEngine
  linkReports: ReturnType<typeof createLinkReports>
  /** The call as the room knows it, also while we are in it. */
  known: () => CallState | null
}

/**
 * One's own seat in the call of a room: taken, kept over a lost line and a reload, given up. Events of the
 * call that come while a seat is on its way wait until it is there.
 */
export const createOwnSeat = (roomId: string, { get, set, subscribe }: Store<CallSnapshot>, parts: Parts) => {
  const { own, engine, linkReports } = parts
  let token = ''
  let graceTimer: ReturnType<typeof setTimeout> | undefined
  /** This grows with every request for a seat: the answer to an earlier one is not taken. */
  let request = 0
  /** A seat may be older or newer than the events that come meanwhile, so those are handled after it. */
  const events = createEventQueue()
  const signals = createOutgoingSignals(roomId, () => recount.ask())
  const pictures = createOwnPictures({ set }, own)

  const isOut = () => get().phase === 'lobby' || get().phase === 'left'
  /** These are in the call now. */
  const seated = (state: CallState | null) => {
    const participants = state?.participants ?? []
    const { tracks, links } = get()
    set({ participants, tracks: only(tracks, participants), links: only(links, participants) })
    if (get().phase !== 'in') return
    // While cut off we can reach nobody: rebuilding now would tear down what may still recover.
    engine.get()?.rosterChanged(get().cutOff ? allReconnecting(participants) : participants)
  }

  const keep = (leftAtMs: number | null, media = own.get().media) => {
    const { me } = get()
    if (me) storeSeat(roomId, { participantId: me, resumeToken: token, media, leftAtMs })
  }

  const leaveSeat = () => void send('call:leave', { roomId }).catch(() => undefined)

  const take = async (seat: Seat, returning: boolean, asked: number) => {
    // We left while the answer was on its way: nobody may be a ghost.
    if (isOut()) return leaveSeat()
    if (asked !== request) return
    // A line that is lost while the engine is loaded comes back to this very seat.
    token = seat.resumeToken
    const loaded = await engine.use(seat.transport, signals.send).catch(() => null)
    if (isOut()) return leaveSeat()
    if (asked !== request) return
    if (!loaded) {
      leaveSeat()
      return end('lobby', { what: 'notLoaded' })
    }
    const { participantId: me, startedAt, participants, locked, knocking } = seat
    clearTimeout(graceTimer)
    const hand = participants.find((one) => one.participantId === me)?.hand ?? false
    // What was said on the way back, of a mute or a camera too many, is not to be missed.
    const notice = returning && !absence.isAway() ? get().notice : null
    const given = { me, startedAt, participants, locked, knocking, hand }
    set({ ...given, phase: 'in', waiting: false, cutOff: false, notice })
    void claimSeat(me)
    keep(null)
    loaded.join(seat, returning)
    signals.open()
    linkReports.renew()
    events.resume()
    if (!socket().connected) lineLost()
  }

  /** Nothing goes out and nothing is repaired any more, and what was asked for is not waited for. */
  const fallSilent = () => {
    clearTimeout(graceTimer)
    request++
    engine.get()?.leave()
    signals.drop()
    linkReports.stop()
    recount.cancel()
    events.clear()
  }

  const end = (phase: 'lobby' | 'left', notice: CallNotice | null) => {
    fallSilent()
    // The next line must not bring back a seat that was given up, beside one that is taken anew.
    token = ''
    const { me } = get()
    // The call goes on without us, and the page shows who is in it.
    const { participants, locked } = parts.known() ?? emptyCall
    removeStoredSeat(roomId)
    if (me) releaseSeat(me)
    set({ ...emptyCall, phase, notice, locked, participants })
    if (phase === 'left') own.close()
    else own.unshare()
  }

  /**
   * `replace` moves the call here from one's other tabs. Gives the seat, or null: then the notice says why.
   */
  const enter = async (replace: boolean): Promise<Seat | null> => {
    set({ phase: 'joining', notice: null })
    events.pause()
    const asked = ++request
    engine.prepare()
    const { media } = own.get()
    try {
      const seat = await send('call:join', { roomId, media, replace })
      await take(seat, false, asked)
      // Devices may have opened while the seat was on its way.
      if (own.get().media !== media) marksChanged()
      return isOut() ? null : seat
    } catch (error) {
      const refusal = asRefusal(error)
      const { code } = refusal
      // Nobody said whether we sit there now; if so, we are a ghost.
      if (code === 'unavailable' || code === 'internal') leaveSeat()
      if (asked === request) end('lobby', { what: 'refused', refused: refusal })
      return null
    }
  }

  const resume = async (): Promise<void> => {
    events.pause()
    const asked = ++request
    const { media } = own.get()
    try {
      const { recording } = get()
      await take(await send('call:resume', { resumeToken: token, media, recording }), true, asked)
      if (own.get().media !== media) marksChanged()
    } catch (error) {
      if (asked !== request) return
      const refusal = asRefusal(error)
      const { code, retryAfterMs } = refusal
      // Others took the places for pictures meanwhile; without one we may still be in.
      const again = !isOut() && (await pictures.withdraw(refusal))
      if (isOut()) return
      if (again) return resume()
      if (code !== 'unavailable' && code !== 'internal' && code !== 'rate_limited')
        return end('lobby', { what: 'wentOn' })
      await new Promise((again) => setTimeout(again, retryAfterMs ?? retryMs))
      // Without a line the next connection tries again.
      if (socket().connected && events.isPaused()) return resume()
    }
  }

  /**
   * Our roster and the server's differ: news was lost on the way. Resuming the seat we hold brings the whole
   * roster.
   */
  const recount = throttle(recountMs, () => {
    if (get().phase === 'in' && !get().cutOff && !events.isPaused()) void resume()
  })

  const lineLost = () => {
    if (get().phase !== 'in' || get().cutOff) return
    signals.pause()
    set({ cutOff: true })
    seated(callState(get()))
    graceTimer = setTimeout(absence.begin, callGraceMs)
  }

  const absence = createAbsence(roomId, { get, set, subscribe }, { own, fallSilent, resume, end })

  const marksChanged = () => {
    if (get().phase !== 'in') return
    keep(null)
    if (get().cutOff) return
    send('call:update', { roomId, media: own.get().media }).catch((error) => {
      void pictures.withdraw(asRefusal(error))
    })
  }

  return {
    isOut,
    seated,
    events,
    enter,
    end,
    marksChanged,
    hidePictures: pictures.hide,
    recount: recount.ask,
    connected() {
      if (absence.isAway()) return void absence.comeBack()
      if (token && (get().phase === 'in' || events.isPaused())) void resume()
    },
    disconnected: lineLost,
    /**
     * Comes back when we did not leave: the server missed us, or heard the farewell of the page before a
     * reload late. False when there is no way back.
     */
    reclaim(): boolean {
      if (token) void (absence.isAway() ? absence.comeBack() : resume())
      return token !== ''
    },
    /** The seat this tab had just before a reload; null when there is none. */
    kept: () => claimStoredSeat(roomId),
    async comeBack(resumeToken: string) {
      token = resumeToken
      await resume()
    },
    pageGoes() {
      if (absence.isAway()) return keep(Date.now(), absence.before())
      if (get().phase !== 'in') return
      keep(Date.now())
      leaveByBeacon(roomId, token)
      // Closing takes a moment, in which the echo of this farewell may come back: it must not be answered by
      // a return.
      token = ''
    },
    leave() {
      if (!isOut()) leaveSeat()
      end('left', null)
    },
  }
}
