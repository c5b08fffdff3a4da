import { asRefusal, type Refusal } from '#lib/errors.ts'
import { callGraceMs } from '#lib/limits.ts'
import { send, socket } from '#lib/realtime/client.ts'
import type { Store } from '#lib/store.ts'
import { showsPicture } from '../policy.ts'
import type { CallState, Seat } from '../schema.ts'
import type { OwnMedia } from './devices/own-media.ts'
import type { createDoor } from './door.ts'
import type { Engine } from './engine.ts'
import { createHeldBack } from './held-back.ts'
import { findSeat, forgetSeat, holdSeat, keepSeat, releaseSeat, sayGoodbye } from './kept-seat.ts'
import type { createLinkTeller } from './link-states.ts'
import type { createSignals } from './signals.ts'
import { allReconnecting, type CallSnapshot, callOf, emptyCall, only } from './snapshot.ts'
import { soon } from './soon.ts'

const retryMs = 1_000
/** News that a signal overtook arrives within this time, or not at all. */
const recountMs = 1_500
const tooLong = 'The connection was away for too long, so you left the call. You can join again.'

/** What a seat in the call sets going, and stops when it ends. */
type Parts = {
  own: OwnMedia
  engine: Engine
  door: ReturnType<typeof createDoor>
  signals: ReturnType<typeof createSignals>
  linkTeller: ReturnType<typeof createLinkTeller>
  /** The call as the room knows it, also while we are in it. */
  known: () => CallState | null
}

/**
 * One's own seat in the call of a room: taken, kept over a lost line and a reload, given up. What happens to the call while a seat is on its way
 * waits until it is there.
 */
export const createOwnSeat = (roomId: string, { get, set }: Store<CallSnapshot>, parts: Parts) => {
  const { own, engine, door, signals, linkTeller } = parts
  let token = ''
  let graceTimer: ReturnType<typeof setTimeout> | undefined
  /** The seat may be older or newer than what is heard meanwhile, so that is applied after it. */
  const news = createHeldBack()

  const isOut = () => get().phase === 'lobby' || get().phase === 'left'
  /** These are in the call now. */
  const seated = (state: CallState | null) => {
    const participants = state?.participants ?? []
    const { tracks, links } = get()
    set({ participants, tracks: only(tracks, participants), links: only(links, participants) })
    if (get().phase !== 'in') return
    // Cut off, we can reach nobody: rebuilding now would tear down what may still recover.
    engine.rosterChanged(get().cutOff ? allReconnecting(participants) : participants)
  }

  const keep = (leftAtMs: number | null) => {
    const { me } = get()
    if (me) keepSeat(roomId, { participantId: me, resumeToken: token, media: own.get().media, leftAtMs })
  }

  const take = (seat: Seat, returning: boolean) => {
    // Left while the answer was on its way: nobody may be a ghost.
    if (isOut()) return void send('call:leave', { roomId }).catch(() => undefined)
    const { participantId: me, participants } = seat
    token = seat.resumeToken
    clearTimeout(graceTimer)
    const hand = participants.find((one) => one.participantId === me)?.hand ?? false
    // What was said on the way back, of a mute or a camera too many, is not to be missed.
    const notice = returning ? get().notice : null
    set({ phase: 'in', me, participants, hand, cutOff: false, notice })
    door.seated(seat)
    void holdSeat(me)
    keep(null)
    engine.join(seat, returning)
    signals.open()
    linkTeller.renew()
    news.release()
  }

  const end = (phase: 'lobby' | 'left', notice: string | null) => {
    clearTimeout(graceTimer)
    // The next line must not bring back a seat that was given up, beside one that is taken anew.
    token = ''
    const { me } = get()
    // The call goes on without us, and the page shows who is in it.
    const { participants, locked } = (me ? callOf(get()) : parts.known()) ?? emptyCall
    engine.leave()
    signals.drop()
    linkTeller.stop()
    recount.cancel()
    news.drop()
    forgetSeat(roomId)
    if (me) releaseSeat(me)
    const others = participants.filter((one) => one.participantId !== me)
    set({ ...emptyCall, phase, notice, locked, participants: others })
    if (phase === 'left') own.close()
    else own.unshare()
  }

  /** `replace` moves the call here from one's other tabs. Gives the seat, or null: then the notice says why. */
  const enter = async (replace: boolean): Promise<Seat | null> => {
    set({ phase: 'joining', notice: null })
    news.hold()
    const { media } = own.get()
    try {
      const seat = await send('call:join', { roomId, media, replace })
      take(seat, false)
      // Devices that opened while the seat was on its way.
      if (own.get().media !== media) marksChanged()
      return isOut() ? null : seat
    } catch (error) {
      const { code, message } = asRefusal(error)
      // Whether we sit there now nobody said; if so, we are a ghost.
      if (code === 'unavailable' || code === 'internal')
        void send('call:leave', { roomId }).catch(() => undefined)
      if (get().phase === 'joining') end('lobby', message)
      return null
    }
  }

  /** Nobody can see ours, and this is why. */
  const hidePictures = async (notice: string) => {
    set({ notice })
    own.unshare()
    await own.turn('camera', false)
  }

  /** More pictures than a mesh carries. Says whether that was it, and ours are off now. */
  const withdrawPictures = async ({ issues, message }: Refusal): Promise<boolean> => {
    if (!issues?.some(({ path }) => path === 'media')) return false
    // Off already for a reason that was told: this answers what was asked before.
    if (showsPicture(own.get())) await hidePictures(message)
    return true
  }

  const resume = async (): Promise<void> => {
    news.hold()
    const { media } = own.get()
    try {
      const { recording } = get()
      take(await send('call:resume', { resumeToken: token, media, recording }), true)
      if (own.get().media !== media) marksChanged()
    } catch (error) {
      const refusal = asRefusal(error)
      const { code, retryAfterMs } = refusal
      // Others took the places for pictures meanwhile; without one we may still be in.
      const again = !isOut() && (await withdrawPictures(refusal))
      if (isOut()) return
      if (again) return resume()
      if (code !== 'unavailable' && code !== 'internal' && code !== 'rate_limited')
        return end('lobby', 'The call went on without you. You can join again.')
      await new Promise((again) => setTimeout(again, retryAfterMs ?? retryMs))
      // Without a line the next connection tries again.
      if (socket().connected && news.isHolding()) return resume()
    }
  }

  /** Our roster and the server's differ: news was lost on the way. Resuming the seat we hold brings the whole roster. */
  const recount = soon(recountMs, () => {
    if (get().phase === 'in' && !get().cutOff && !news.isHolding()) void resume()
  })

  const marksChanged = () => {
    if (get().phase !== 'in') return
    keep(null)
    if (get().cutOff) return
    send('call:update', { roomId, media: own.get().media }).catch((error) => {
      void withdrawPictures(asRefusal(error))
    })
  }

  return {
    isOut,
    seated,
    news,
    enter,
    end,
    marksChanged,
    hidePictures,
    recount: recount.ask,
    connected() {
      if (token && (get().phase === 'in' || news.isHolding())) void resume()
    },
    disconnected() {
      if (get().phase !== 'in' || get().cutOff) return
      signals.pause()
      set({ cutOff: true })
      seated(callOf(get()))
      // Who believes to be alone must not be seen and heard.
      graceTimer = setTimeout(() => end('left', tooLong), callGraceMs)
    },
    /** We did not leave: the server missed us, or heard the farewell of the page before a reload late. False when there is no way back. */
    reclaim(): boolean {
      if (token) void resume()
      return token !== ''
    },
    /** The seat this tab had just before a reload; null when there is none. */
    kept: () => findSeat(roomId),
    async comeBack(resumeToken: string) {
      token = resumeToken
      await resume()
    },
    pageGoes() {
      if (get().phase !== 'in') return
      keep(Date.now())
      sayGoodbye(roomId, token)
      // Closing takes a moment, in which the echo of this farewell may come back: it must not be answered by a return.
      token = ''
    },
    leave() {
      if (get().phase === 'in') void send('call:leave', { roomId }).catch(() => undefined)
      end('left', null)
    },
  }
}
