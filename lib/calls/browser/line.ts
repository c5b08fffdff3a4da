import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import { on, reopen, send } from '#lib/realtime/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import type { IceServer, LinkState, Signal } from '../schema.ts'
import type { LinkView } from './engine.ts'
import { linkState } from './health.ts'
import { soon } from './soon.ts'

/** Link states are gathered for this long: a join changes several at once. */
const gatherMs = 500
/** Scores change all the time, and nobody acts on them at once. */
const scoresMs = 5_000
/** A move to another network breaks links, which is reported, and may leave a dead line of which neither end hears for most of a minute. */
const answerMs = 4_000

/** STUN and TURN servers of a room, with credentials that are valid from now on. */
export const freshIceServers = async (roomId: string): Promise<IceServer[]> =>
  (await api<{ iceServers: IceServer[] }>(`/rooms/${roomId}/ice-servers`)).iceServers

/** Tells the server which of the others we decode, and how well: each time all of them, soon after one changed. */
export const createLinkReports = (roomId: string, links: () => ReadonlyMap<string, LinkView>) => {
  let told: LinkState[] | null = null
  const report = () => {
    stop()
    told = [...links()].map(([participantId, view]) => linkState(participantId, view))
    // Lost with the line, it is told again after the resume.
    void send('call:update', { roomId, links: told }, answerMs).catch((error) => {
      if (asRefusal(error).code === 'unavailable') reopen()
    })
  }
  const states = soon(gatherMs, report)
  const scores = soon(scoresMs, report)
  const stop = () => {
    states.cancel()
    scores.cancel()
  }
  const sameStates = () =>
    told?.length === links().size &&
    told.every(({ participantId, state, lacks, resigned = false }) => {
      const now = links().get(participantId)
      return now?.health === state && now.lacks === (lacks ?? null) && now.resigned === resigned
    })
  return {
    changed: () => (sameStates() ? scores : states).ask(),
    /** The server may know nothing of what it was told. */
    renew: () => states.ask(),
    stop() {
      stop()
      told = null
    },
  }
}

/**
 * Our signals to others, in order. While the seat is lost the server would refuse them, so they wait.
 * `unknown` hears when the server knows no such pair of participants.
 */
export const createSignals = (roomId: string, unknown: () => void) => {
  let open = false
  let waiting: (() => void)[] = []
  return {
    send(to: string, signal: Signal) {
      const go = () =>
        void send('call:signal', { roomId, to, ...signal }).catch((error) => {
          // Any other loss is no disaster: the watchdog finds the link that lacks the signal.
          if (asRefusal(error).code === 'not_found') unknown()
        })
      if (open) go()
      else waiting.push(go)
    },
    open() {
      open = true
      for (const go of waiting.splice(0)) go()
    },
    pause() {
      open = false
    },
    drop() {
      open = false
      waiting = []
    },
  }
}

type CallEvent =
  | 'call:joined'
  | 'call:changed'
  | 'call:left'
  | 'call:signaled'
  | 'call:moderated'
  | 'call:replaced'
  | 'call:reacted'
  | 'call:locked'
  | 'call:knocked'
  | 'call:answered'
  | 'call:declined'

/** Listens to the call's events of one room; returns how to stop. */
export const hearCall = (
  roomId: string,
  hears: { [E in CallEvent]?: (payload: EventPayload<E>) => void },
) => {
  const hear = <E extends CallEvent>(name: E) =>
    on(name, (payload) => {
      if (payload.roomId === roomId) hears[name]?.(payload)
    })
  const stops = (Object.keys(hears) as CallEvent[]).map((name) => hear(name))
  return () => {
    for (const stop of stops) stop()
  }
}
