import { asRefusal, type Refusal } from '#lib/errors.ts'
import { callGraceMs } from '#lib/limits.ts'
import { on, send, socket } from '#lib/realtime/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import { createStore } from '#lib/realtime/store.ts'
import type { CallState, LeaveReason, Participant, Seat, Signal } from '../schema.ts'
import { allReconnecting, type CallSnapshot, callOf, emptyCall, only } from './call-state.ts'
import { exposeCall, reportOf } from './debug.ts'
import { createDoor } from './door.ts'
import { followMedia } from './follow-media.ts'
import { createHeldBack } from './held-back.ts'
import { findSeat, forgetSeat, holdSeat, keepSeat, releaseSeat, sayGoodbye } from './kept-seat.ts'
import { createLinkReports, createSignals, freshIceServers, hearCall } from './line.ts'
import { MeshEngine } from './mesh.ts'
import { createOwnMedia } from './own-media.ts'
import { createSigns } from './signs.ts'
import { soon } from './soon.ts'
import { createSound } from './sound.ts'
import { withoutParticipant, withParticipant } from './state.ts'

const retryMs = 1_000
/** News that a signal overtook arrives within this time, or not at all. */
const recountMs = 1_500

export type Call = ReturnType<typeof createCall>
/** `isDirect`: whoever begins a call there rings the others. */
type Place = { roomId: string; viewerId: string; isDirect: boolean }

/** The call of a room in this tab: lobby → joining → in → left. Losing the server does not stop the media. */
export const createCall = ({ roomId, viewerId, isDirect }: Place) => {
  const store = createStore<CallSnapshot>(emptyCall)
  const { get, set, subscribe } = store
  const own = createOwnMedia()
  const signals = createSignals(roomId, () => recount.ask())
  const reports = createLinkReports(roomId, () => get().links)
  const engine = new MeshEngine(signals.send, () => freshIceServers(roomId))
  const sound = createSound()
  const signs = createSigns(roomId, store)
  const door = createDoor({ roomId, viewerId }, store, () => void enter())
  let token = ''
  let stops: (() => void)[] = []
  let graceTimer: ReturnType<typeof setTimeout> | undefined
  /** The call as the room knows it, also while we are in it. */
  let known: CallState | null = null
  /** What happened while a seat was on its way: the seat may be older or newer than it, so it is applied after. */
  const news = createHeldBack()

  const isOut = () => get().phase === 'lobby' || get().phase === 'left'
  const roster = () => callOf(get())
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
    reports.renew()
    news.release()
  }

  const end = (phase: 'lobby' | 'left', notice: string | null) => {
    clearTimeout(graceTimer)
    const { me } = get()
    const { participants, locked } = (me ? callOf(get()) : known) ?? emptyCall
    engine.leave()
    signals.drop()
    reports.stop()
    recount.cancel()
    news.drop()
    forgetSeat(roomId)
    if (me) releaseSeat(me)
    const others = participants.filter((one) => one.participantId !== me)
    set({ ...emptyCall, phase, notice, locked, participants: others })
    if (phase === 'left') own.close()
  }

  /** `replace` moves the call here from one's other tabs. */
  const enter = async (replace = false) => {
    if (get().phase !== 'lobby') return
    set({ phase: 'joining', notice: null })
    news.hold()
    const { media } = own.get()
    try {
      const seat = await send('call:join', { roomId, media, replace })
      take(seat, false)
      // Devices that opened while the seat was on its way.
      if (own.get().media !== media) marksChanged()
      if (isDirect && seat.participants.length === 1) await signs.ring()
    } catch (error) {
      const { code, message } = asRefusal(error)
      // Whether we sit there now nobody said; if so, we are a ghost.
      if (code === 'unavailable' || code === 'internal')
        void send('call:leave', { roomId }).catch(() => undefined)
      if (get().phase === 'joining') end('lobby', message)
    }
  }

  /** More pictures than a mesh carries: nobody would see ours. Says whether there were any. */
  const withdrawPictures = async ({ issues, message }: Refusal): Promise<boolean> => {
    if (!issues?.some(({ path }) => path === 'media')) return false
    set({ notice: message })
    own.unshare()
    await own.turn('camera', false)
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

  const heard = (from: string, signal: Signal) => {
    if (!get().participants.some((one) => one.participantId === from)) recount.ask()
    engine.signalFrom(from, signal)
  }

  const connected = () => {
    if (token && (get().phase === 'in' || news.isHolding())) void resume()
    door.reconnected()
  }
  const disconnected = () => {
    if (get().phase !== 'in' || get().cutOff) return
    signals.pause()
    set({ cutOff: true })
    seated(roster())
    // Who believes to be alone must not be seen and heard.
    const over = 'The connection was away for too long, so you left the call. You can join again.'
    graceTimer = setTimeout(() => end('left', over), callGraceMs)
  }

  const changed = (one: EventPayload<'call:changed'>) =>
    news.do(() => seated(withParticipant(roster(), one, 0)))
  const gone = ({ participantId, reason }: Participant & { reason: LeaveReason }) => {
    if (participantId !== get().me) return seated(withoutParticipant(roster(), participantId))
    // We did not leave: the server missed us, or heard the farewell of the page before a reload late.
    if (token && (reason === 'lost' || reason === 'left')) return void resume()
    end('left', reason === 'ended' ? 'The call has ended.' : null)
  }

  const marksChanged = () => {
    if (get().phase !== 'in') return
    keep(null)
    if (get().cutOff) return
    send('call:update', { roomId, media: own.get().media }).catch((error) => {
      void withdrawPictures(asRefusal(error))
    })
  }

  const pageGoes = () => {
    door.goAway()
    if (get().phase !== 'in') return
    keep(Date.now())
    sayGoodbye(roomId, token)
    // Closing takes a moment, in which the echo of this farewell may come back: it must not be answered by a return.
    token = ''
  }

  const listen = () => {
    socket().on('connect', connected).on('disconnect', disconnected)
    window.addEventListener('pagehide', pageGoes)
    stops = [
      () => socket().off('connect', connected).off('disconnect', disconnected),
      () => window.removeEventListener('pagehide', pageGoes),
      followMedia({ call: store, own, engine, sound, marksChanged, linksChanged: reports.changed }),
      on('session:ended', () => {
        if (get().phase === 'in') end('left', 'Your session ended, so you left the call.')
      }),
      hearCall(roomId, {
        'call:joined': changed,
        'call:changed': changed,
        'call:left': ({ roomId: _, ...one }) => news.do(() => gone(one)),
        'call:signaled': ({ roomId: _, from, ...signal }) => news.do(() => heard(from, signal)),
        'call:moderated': ({ action }) => {
          if (action === 'remove') return end('left', 'A moderator removed you from the call.')
          set({ notice: 'A moderator muted your microphone.' })
          void own.turn('microphone', false)
        },
        'call:replaced': () => end('left', 'The call moved to your other tab.'),
      }),
      door.listen(),
      signs.listen(),
      exposeCall(engine, get),
    ]
  }

  /** Starts listening, and returns to the call if this tab was in it just before a reload. */
  const open = async () => {
    listen()
    const listening = stops
    const seat = await findSeat(roomId)
    if (stops !== listening) return
    if (!seat) return own.open()
    token = seat.resumeToken
    set({ phase: 'joining' })
    await own.open(seat.media)
    if (get().phase === 'joining') await resume()
  }

  const leave = () => {
    door.goAway()
    if (get().phase === 'in') void send('call:leave', { roomId }).catch(() => undefined)
    end('left', null)
  }

  return {
    get,
    subscribe,
    own,
    sound,
    open,
    leave,
    join: enter,
    /** What the page knows of the call, as long as we are not in it. */
    seen: (state: CallState | null) => {
      known = state
      if (!isOut()) return
      seated(state)
      set({ locked: state?.locked ?? false })
      if (!state) door.over()
    },
    want: engine.want.bind(engine),
    door,
    signs,
    report: () => reportOf(engine, get()),
    toLobby: () => {
      set({ phase: 'lobby', notice: null })
      return own.open()
    },
    dismiss: () => set({ notice: null }),
    close: () => {
      door.goAway()
      if (get().phase === 'in' || get().phase === 'joining') leave()
      for (const stop of stops) stop()
      stops = []
      own.close()
    },
  }
}
