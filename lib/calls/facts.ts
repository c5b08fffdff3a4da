import type { Person } from '#lib/accounts/schema.ts'
import type { RoomRole } from '#lib/rooms/schema.ts'
import type { LeaveReason, Participant, Signal } from './schema.ts'

type InRoom = { roomId: string }
type InCall = InRoom & { participantId: string }

export type CallFacts = {
  'call.began': InRoom & { callId: string }
  'call.ended': InRoom & { callId: string; durationMs: number; people: string[] }
  'call.locked': InRoom & { locked: boolean }
  'participant.joined': InRoom & { participant: Participant }
  /** Media, hand, recording, line or links. */
  'participant.changed': InRoom & { participant: Participant }
  /** `role`: what they are in the room; null when they are no member any more. */
  'participant.left': InRoom & { participant: Participant; role: RoomRole | null; reason: LeaveReason }
  /** A moderator switched their microphone off. */
  'participant.muted': InCall
  /** Their picture is off, because the call needs its place for somebody who shows none. */
  'participant.gaveWay': InCall
  'participant.reacted': InCall & { emoji: string }
  /** `to`: the participants who may let them in. */
  'knock.heard': InRoom & { person: Person; to: string[] }
  /** Also when they stopped, or need not any more. */
  'knock.answered': InRoom & { userId: string; admitted: boolean }
  /** `people`: those who are not in the call. */
  'call.rang': InRoom & { from: Person; people: string[] }
  'call.declined': InRoom & { person: Person }
  /** From one participant to another. */
  'signal.sent': InRoom & { from: string; to: string; signal: Signal }
}
