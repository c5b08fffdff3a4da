import { asRefusal } from '#lib/errors.ts'
import { on, reopen, send } from '#lib/realtime/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import type { LinkState, Signal } from '../schema.ts'

/** Link states are gathered for this long: a join changes several at once. */
const gatherMs = 500
/** A move to another network breaks links, which is reported, and may leave a dead line of which neither end hears for most of a minute. */
const answerMs = 4_000

/** Tells the server which of the others we decode: each time all of them, soon after one changed. */
export const createLinkReports = (roomId: string, links: () => LinkState[]) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  // Lost with the line, it is told again after the resume.
  const report = () =>
    void send('call:update', { roomId, links: links() }, answerMs).catch((error) => {
      if (asRefusal(error).code === 'unavailable') reopen()
    })
  return {
    changed() {
      clearTimeout(timer)
      timer = setTimeout(report, gatherMs)
    },
    stop: () => clearTimeout(timer),
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

/** Listens to the call's events of one room; returns how to stop. */
export const hearCall = (roomId: string, hears: { [E in CallEvent]: (payload: EventPayload<E>) => void }) => {
  const hear = <E extends CallEvent>(name: E) =>
    on(name, (payload) => {
      if (payload.roomId === roomId) hears[name](payload)
    })
  const stops = (Object.keys(hears) as CallEvent[]).map((name) => hear(name))
  return () => {
    for (const stop of stops) stop()
  }
}
