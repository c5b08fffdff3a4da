import type { CallState, Participant } from '../../schema.ts'
import type { TrackKind } from '../engines/engine.ts'
import type { LinkQuality } from '../engines/link-quality.ts'
import type { AdmissionState } from '../signalling/admission.ts'
import type { ReactionState } from '../signalling/reactions.ts'
import type { RecordingState } from '../signalling/recording-mark.ts'

/** `away`: the line is gone for so long that the others see an empty seat; back with the line. */
export type CallPhase = 'lobby' | 'joining' | 'in' | 'away' | 'left'
export type Arriving = Partial<Record<TrackKind, MediaStreamTrack>>

/** A call as one tab sees it. */
export type CallSnapshot = {
  phase: CallPhase
  /** Everybody in the call, in the order of joining, oneself included. */
  participants: readonly Participant[]
  me: string | null
  /** Since when the call goes on, by the server's clock; null while we are not in it. */
  startedAt: string | null
  /** What arrives from each participant. A track stays when its sender mutes; `media` says what is on. */
  tracks: ReadonlyMap<string, Arriving>
  /** How each participant arrives here. */
  links: ReadonlyMap<string, LinkQuality>
  speaking: ReadonlySet<string>
  /** Who spoke last, other than oneself. */
  speaker: string | null
  /** Somebody speaks into the own, muted microphone. */
  mutedVoice: boolean
  /** The server is out of reach; media goes on without it. */
  cutOff: boolean
} & AdmissionState &
  ReactionState &
  RecordingState

export const emptyCall: CallSnapshot = {
  phase: 'lobby',
  participants: [],
  me: null,
  startedAt: null,
  hand: false,
  tracks: new Map(),
  links: new Map(),
  speaking: new Set(),
  speaker: null,
  mutedVoice: false,
  reactions: [],
  recording: false,
  cutOff: false,
  notice: null,
  locked: false,
  knocking: [],
  waiting: false,
}

export const withEntry = <V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> =>
  new Map(map).set(key, value)

/** Forgets whoever is not in the call any more. */
export const only = <V>(
  map: ReadonlyMap<string, V>,
  people: readonly Participant[],
): ReadonlyMap<string, V> => {
  const ids = new Set(people.map((one) => one.participantId))
  const gone = [...map.keys()].some((id) => !ids.has(id))
  return gone ? new Map([...map].filter(([id]) => ids.has(id))) : map
}

export const idsOf = (participants: readonly Participant[]): string[] =>
  participants.map((one) => one.participantId)

/** How the others look to somebody who is cut off: reachable again when the line is. */
export const allReconnecting = (participants: readonly Participant[]): Participant[] =>
  participants.map((one) => ({ ...one, status: 'reconnecting' }))

/** As the server tells of a call; since when it goes on does not matter here. */
export const callState = ({ participants, locked }: CallSnapshot): CallState => ({
  startedAt: '',
  participants: [...participants],
  locked,
})
