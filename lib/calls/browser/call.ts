import { on, socket } from '#lib/realtime/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createStore } from '#lib/store.ts'
import type { CallState, LeaveReason, Participant, Signal } from '../schema.ts'
import { exposeCall, reportOf } from './debug.ts'
import { createOwnMedia } from './devices/own-media.ts'
import { createDoor } from './door.ts'
import { followMedia } from './follow-media.ts'
import { hearCall } from './hear-call.ts'
import { createLinkTeller } from './link-states.ts'
import { freshIceServers } from './links/ice-servers.ts'
import { MeshEngine } from './links/mesh.ts'
import { createOwnSeat } from './own-seat.ts'
import { withoutParticipant, withParticipant } from './roster.ts'
import { createSignals } from './signals.ts'
import { createSigns } from './signs.ts'
import { type CallSnapshot, callOf, emptyCall } from './snapshot.ts'
import { createSound } from './sound.ts'

const gaveWay = 'Your camera on this device was switched off: the call needs its place for somebody else.'

export type Call = ReturnType<typeof createCall>

/** The call of a room in this tab: lobby → joining → in → left. Losing the server does not stop the media. */
export const createCall = ({ id: roomId, visibility }: Pick<Room, 'id' | 'visibility'>, viewerId: string) => {
  const store = createStore<CallSnapshot>(emptyCall)
  const { get, set, subscribe } = store
  let known: CallState | null = null
  const own = createOwnMedia()
  const signals = createSignals(roomId, () => seat.recount())
  const linkTeller = createLinkTeller(roomId, () => get().links)
  const engine = new MeshEngine(signals.send, () => freshIceServers(roomId))
  const sound = createSound()
  const signs = createSigns(roomId, store)
  const door = createDoor({ roomId, viewerId }, store, () => void join())
  const seat = createOwnSeat(roomId, store, {
    own,
    engine,
    door,
    signals,
    linkTeller,
    known: () => known,
  })
  const { news, seated } = seat
  let stops: (() => void)[] = []

  const roster = () => callOf(get())
  const join = async (replace = false) => {
    if (get().phase !== 'lobby') return
    const taken = await seat.enter(replace)
    // Whoever begins a call in a direct room rings the others.
    if (taken?.participants.length === 1 && visibility === 'direct') await signs.ring()
  }

  const heard = (from: string, signal: Signal) => {
    if (!get().participants.some((one) => one.participantId === from)) seat.recount()
    engine.signalFrom(from, signal)
  }
  const changed = (one: EventPayload<'call:changed'>) =>
    news.do(() => seated(withParticipant(roster(), one, 0)))
  const gone = ({ participantId, reason }: Participant & { reason: LeaveReason }) => {
    if (participantId !== get().me) return seated(withoutParticipant(roster(), participantId))
    if ((reason === 'lost' || reason === 'left') && seat.reclaim()) return
    seat.end('left', reason === 'ended' ? 'The call has ended.' : null)
  }

  const connected = () => {
    seat.connected()
    door.reconnected()
  }
  const pageGoes = () => {
    door.goAway()
    seat.pageGoes()
  }
  const listen = () => {
    const { disconnected, marksChanged } = seat
    socket().on('connect', connected).on('disconnect', disconnected)
    window.addEventListener('pagehide', pageGoes)
    stops = [
      () => socket().off('connect', connected).off('disconnect', disconnected),
      () => window.removeEventListener('pagehide', pageGoes),
      followMedia({ call: store, own, engine, sound, marksChanged, linksChanged: linkTeller.changed }),
      on('session:ended', () => {
        if (get().phase === 'in') seat.end('left', 'Your session ended, so you left the call.')
      }),
      on('room:removed', (gone) => {
        if (gone.roomId === roomId && !seat.isOut()) seat.end('left', 'This room is closed to you.')
      }),
      hearCall(roomId, {
        'call:joined': changed,
        'call:changed': changed,
        'call:left': ({ roomId: _, ...one }) => news.do(() => gone(one)),
        'call:signaled': ({ roomId: _, from, ...signal }) => news.do(() => heard(from, signal)),
        'call:moderated': ({ action }) => {
          if (action === 'remove') return seat.end('left', 'A moderator removed you from the call.')
          if (action === 'camera') return void seat.hidePictures(gaveWay)
          set({ notice: 'A moderator muted your microphone.' })
          void own.turn('microphone', false)
        },
        'call:replaced': () => seat.end('left', 'The call moved to your other tab.'),
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
    const kept = await seat.kept()
    if (stops !== listening) return
    if (!kept) return own.open()
    set({ phase: 'joining' })
    await own.open(kept.media)
    if (get().phase === 'joining') await seat.comeBack(kept.resumeToken)
  }

  const leave = () => {
    door.goAway()
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
    /** What the page knows of the call, as long as we are not in it. */
    seen: (state: CallState | null) => {
      known = state
      if (!seat.isOut()) return
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
