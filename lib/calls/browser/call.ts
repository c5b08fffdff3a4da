import { on, socket } from '#lib/realtime/browser/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createStore } from '#lib/store.ts'
import { rings } from '../policy.ts'
import type { CallState, LeaveReason, Participant, Signal } from '../schema.ts'
import { createOwnMedia } from './devices/own-media.ts'
import { exposeCall, reportOf } from './diagnostics/debug.ts'
import { createCurrentEngine } from './engines/current-engine.ts'
import type { Engine } from './engines/engine.ts'
import { loadEngine } from './engines/load-engine.ts'
import { createAdmission } from './signalling/admission.ts'
import { onCallEvents } from './signalling/call-events.ts'
import { createLinkReports } from './signalling/link-reports.ts'
import { createOutgoingRing } from './signalling/outgoing-ring.ts'
import { createOwnSeat } from './signalling/own-seat.ts'
import { createReactions } from './signalling/reactions.ts'
import { createRecordingMark } from './signalling/recording-mark.ts'
import { createPlayback } from './sound/playback.ts'
import { followMedia } from './state/follow-media.ts'
import { withoutParticipant, withParticipant } from './state/participants.ts'
import { type CallSnapshot, callState, emptyCall } from './state/snapshot.ts'

export type Call = ReturnType<typeof createCall>

/**
 * The call of a room in this tab: lobby → joining → in → left, with `away` between two times of `in`. Losing
 * the server does not stop the media. `load` gives the engine that a seat's transport asks for.
 */
export const createCall = (
  { id: roomId, visibility }: Pick<Room, 'id' | 'visibility'>,
  viewerId: string,
  load = loadEngine,
) => {
  const store = createStore<CallSnapshot>(emptyCall)
  const { get, set, subscribe } = store
  let known: CallState | null = null
  const own = createOwnMedia()
  const sound = createPlayback()
  const engine = createCurrentEngine(roomId, load)
  const linkReports = createLinkReports(roomId, () => get().links)
  const seat = createOwnSeat(roomId, store, { own, engine, linkReports, known: () => known })
  const { events, seated } = seat
  const ring = createOutgoingRing(roomId, store)
  const reactions = createReactions(roomId, store)
  const recordingMark = createRecordingMark(roomId, store)
  let stops: (() => void)[] = []

  const roster = () => callState(get())
  const join = async (replace = false) => {
    if (get().phase !== 'lobby') return
    const taken = await seat.enter(replace)
    // Whoever begins a call in a direct room rings the others.
    if (taken?.participants.length === 1 && rings({ visibility })) await ring.ring()
  }
  const admission = createAdmission({ roomId, viewerId }, store, () => void join())

  const heard = (from: string, signal: Signal) => {
    if (!get().participants.some((one) => one.participantId === from)) seat.recount()
    engine.get()?.signalFrom(from, signal)
  }
  const changed = (one: EventPayload<'call:changed'>) =>
    events.push(() => seated(withParticipant(roster(), one, 0)))
  const gone = ({ participantId, reason }: Participant & { reason: LeaveReason }) => {
    if (participantId !== get().me) return seated(withoutParticipant(roster(), participantId))
    if ((reason === 'lost' || reason === 'left') && seat.reclaim()) return
    seat.end('left', reason === 'ended' ? { what: 'ended' } : null)
  }

  const connected = () => {
    seat.connected()
    admission.reconnected()
  }
  const pageGoes = () => {
    admission.goAway()
    seat.pageGoes()
  }
  const listen = () => {
    const { disconnected, marksChanged } = seat
    socket().on('connect', connected).on('disconnect', disconnected)
    window.addEventListener('pagehide', pageGoes)
    stops = [
      () => socket().off('connect', connected).off('disconnect', disconnected),
      () => window.removeEventListener('pagehide', pageGoes),
      followMedia({ call: store, own, engine, sound, marksChanged, linksChanged: linkReports.changed }),
      on('session:ended', () => {
        if (!seat.isOut()) seat.end('left', { what: 'sessionEnded' })
      }),
      on('room:removed', (gone) => {
        if (gone.roomId === roomId && !seat.isOut()) seat.end('left', { what: 'roomClosed' })
      }),
      onCallEvents(roomId, {
        'call:joined': changed,
        'call:changed': changed,
        'call:left': ({ roomId: _, ...one }) => events.push(() => gone(one)),
        'call:signaled': ({ roomId: _, from, ...signal }) => events.push(() => heard(from, signal)),
        'call:moderated': ({ action }) => {
          if (action === 'remove') return seat.isOut() ? undefined : seat.end('left', { what: 'removed' })
          if (action === 'camera') return void seat.hidePictures({ what: 'gaveWay' })
          set({ notice: { what: 'muted' } })
          void own.turn('microphone', false)
        },
        'call:replaced': () => seat.end('left', { what: 'moved' }),
      }),
      admission.listen(),
      ring.listen(),
      reactions.listen(),
      exposeCall(engine, get),
    ]
  }

  /** Starts listening, and returns to the call if this tab was in it just before a reload. */
  const open = async () => {
    listen()
    const listening = stops
    const kept = await seat.kept()
    if (stops !== listening) return
    if (!kept) return own.open()
    set({ phase: 'joining' })
    await own.open(kept.media)
    if (get().phase === 'joining') await seat.comeBack(kept.resumeToken)
  }

  const leave = () => {
    admission.goAway()
    seat.leave()
  }

  return {
    get,
    subscribe,
    own,
    sound,
    open,
    leave,
    join,
    /** What the page knows of the call, as long as we are not in it: also while a seat is on its way. */
    seen: (state: CallState | null) => {
      known = state
      if (!seat.isOut() && get().phase !== 'joining') return
      seated(state)
      set({ locked: state?.locked ?? false })
      if (!state) admission.over()
    },
    want: ((...wish) => engine.get()?.want(...wish)) satisfies Engine['want'],
    admission,
    ring: ring.ring,
    reactions,
    recordingMark,
    report: () => reportOf(engine, get()),
    toLobby: () => {
      set({ phase: 'lobby', notice: null })
      seated(known)
      return own.open()
    },
    dismiss: () => set({ notice: null }),
    close: () => {
      admission.goAway()
      if (!seat.isOut()) leave()
      for (const stop of stops) stop()
      stops = []
      own.close()
    },
  }
}
