import type { IceServer, LinkState, Participant, Signal } from '../schema.ts'

/** What a participant can send, in the order in which every link carries it. */
export const trackKinds = ['microphone', 'camera', 'screen', 'screenAudio'] as const
export type TrackKind = (typeof trackKinds)[number]

/** What an engine needs to know of somebody in the call. */
export type Peer = Pick<Participant, 'participantId' | 'joinSeq' | 'media' | 'status'>
export type EngineSeat = { participantId: string; participants: Peer[]; iceServers: IceServer[] }
export type LinkHealth = LinkState['state']

export type Received = { packets: number; frames: number; energy: number }

/** One link as tests and diagnostics see it. Counters belong to the current epoch. */
export type LinkReport = {
  participantId: string
  epoch: number
  initiator: boolean
  health: LinkHealth
  attempts: number
  connectionState: RTCPeerConnectionState
  iceConnectionState: RTCIceConnectionState
  signalingState: RTCSignalingState
  mLines: number
  received: Record<TrackKind, Received>
}

export type EngineEvents = {
  track: [participantId: string, kind: TrackKind, track: MediaStreamTrack | null]
  link: [participantId: string, health: LinkHealth]
}

/**
 * How media gets to the others and back. The mesh is one; a media server can be another without the call noticing.
 * Roster, mute marks and hands are not its business: they come from the server.
 */
export type Engine = {
  /** Starts links to everybody in the roster. `returning`: the others may still hold links of ours from before. */
  join(seat: EngineSeat, returning: boolean): void
  /** Sends this track to everybody, or nothing of its kind. */
  publish(kind: TrackKind, track: MediaStreamTrack | null): Promise<void>
  /** How large somebody's picture is shown, so that the engine may spend less on small and hidden ones. */
  want?(participantId: string, kind: TrackKind, shown: { height: number; visible: boolean }): void
  rosterChanged(roster: Peer[]): void
  signalFrom(from: string, signal: Signal): void
  /** Loudness of somebody's microphone just now, 0 to 1. */
  level(participantId: string): number
  on<E extends keyof EngineEvents>(event: E, hear: (...told: EngineEvents[E]) => void): () => void
  leave(): void
  debug(): Promise<LinkReport[]>
}
