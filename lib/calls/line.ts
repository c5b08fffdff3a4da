import { on, send } from '#lib/realtime/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import type { LinkState, Signal } from './schema.ts'

/** Link states are gathered for this long: a join changes several at once. */
const gatherMs = 500

/** Reports of our links to the server, gathered. */
export const createLinkReports = (roomId: string) => {
  const waiting = new Map<string, LinkState>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const report = () => {
    const links = [...waiting.values()]
    waiting.clear()
    // Lost with the line, it is told again with the next change.
    if (links.length > 0) void send('call:update', { roomId, links }).catch(() => undefined)
  }
  return {
    add(link: LinkState) {
      waiting.set(link.participantId, link)
      clearTimeout(timer)
      timer = setTimeout(report, gatherMs)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Our signals to others, in order. While the seat is lost the server would refuse them, so they wait. */
export const createSignals = (roomId: string) => {
  let open = false
  let waiting: (() => void)[] = []
  return {
    send(to: string, signal: Signal) {
      // One that is lost is no disaster: the watchdog finds the link that lacks it.
      const go = () => void send('call:signal', { roomId, to, ...signal }).catch(() => undefined)
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
