import type { EventPayload } from '#lib/realtime/contract.ts'
import type { CallState, Participant } from '../../schema.ts'

/** Applies an event to the call of a room as one tab knows it from `room:watch`. Null: nobody is in it. */
export const withParticipant = (
  call: CallState | null,
  { roomId: _, ...participant }: EventPayload<'call:joined'>,
  now: number,
): CallState => {
  const others = (call?.participants ?? []).filter((one) => one.participantId !== participant.participantId)
  const participants: Participant[] = [...others, participant].sort((a, b) => a.joinSeq - b.joinSeq)
  return {
    startedAt: call?.startedAt ?? new Date(now).toISOString(),
    participants,
    locked: call?.locked ?? false,
  }
}

export const withoutParticipant = (call: CallState | null, participantId: string): CallState | null => {
  const participants = call?.participants.filter((one) => one.participantId !== participantId) ?? []
  return call && participants.length > 0 ? { ...call, participants } : null
}
