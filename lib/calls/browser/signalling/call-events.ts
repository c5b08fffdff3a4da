import { on } from '#lib/realtime/browser/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'

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
export const onCallEvents = (
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
