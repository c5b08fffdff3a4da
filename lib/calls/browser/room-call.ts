import { on } from '#lib/realtime/browser/client.ts'
import type { CallState } from '../schema.ts'
import { withoutParticipant, withParticipant } from './state/participants.ts'

type Known = { get: () => CallState | null; set: (call: CallState | null) => void }

/**
 * Keeps what is known of a room's call in step with what the room hears, whether
 * one sits in it or not. Returns how to stop.
 */
export const followCall = (roomId: string, { get, set }: Known): (() => void) => {
  const stops = [
    ...(['call:joined', 'call:changed'] as const).map((event) =>
      on(event, (one) => {
        if (one.roomId === roomId) set(withParticipant(get(), one, Date.now()))
      }),
    ),
    on('call:left', (one) => {
      if (one.roomId === roomId) set(withoutParticipant(get(), one.participantId))
    }),
    on('call:locked', ({ roomId: where, locked }) => {
      const call = get()
      if (call && where === roomId) set({ ...call, locked })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
