import type { IceServer, LinkState, Participant, Signal } from '../schema.ts'
import type { EngineReport } from './links/diary.ts'

/** What a participant can send, in the order in which every link carries it. */
export const trackKinds = ['microphone', 'camera', 'screen', 'screenAudio'] as const
export type TrackKind = (typeof trackKinds)[number]

/** A picture as it stands on somebody's screen. `height` is in device pixels. */
export type Shown = { height: number; pinned: boolean }
export type PictureKind = 'camera' | 'screen'

/** What an engine needs to know of somebody in the call. */
export type Peer = Pick<Participant, 'participantId' | 'joinSeq' | 'media' | 'status'>
export type EngineSeat = { participantId: string; participants: Peer[]; iceServers: IceServer[] }
export type LinkHealth = LinkState['state']
export type LinkLack = NonNullable<LinkState['lacks']>

/**
 * Why a link is not ok.
 * joining: the first negotiation is under way. unreachable: nothing can be negotiated, because one of the two lost the
 * server. no-path: no way through the networks was found. relay: nor directly, so it is tried through the relay alone.
 * interrupted: it worked, and packets stopped. silent: it is connected, and something that is on does not arrive.
 */
export type LinkTrouble = 'joining' | 'unreachable' | 'no-path' | 'relay' | 'interrupted' | 'silent'

/** One link as people may see it. */
export type LinkView = {
  health: LinkHealth
  /** What should arrive and does not, although the link is connected. */
  lacks: LinkLack | null
  /** Making it anew did not bring that, and is not tried again. */
  resigned: boolean
  /** Null when the link is ok. */
  why: LinkTrouble | null
  /** 0 to 100 in steps of 5, the same on both ends; null while nothing can be measured. */
  score: number | null
  /** So many are in the call that the camera of this participant is not asked for: their picture stands still. */
  spared: boolean
}

export type Received = { packets: number; frames: number; energy: number }
/** What leaves just now. */
export type Sent = { kbps: number; width: number; height: number; fps: number }
type End = 'host' | 'srflx' | 'prflx' | 'relay'
/** The way a link takes through the networks: the kinds of its two candidates, never their addresses. */
export type Path = { local: End; remote: End; protocol: 'udp' | 'tcp' | 'tls' }

/** One link as tests and diagnostics see it. Counters belong to the current epoch. */
export type LinkReport = LinkView & {
  participantId: string
  epoch: number
  initiator: boolean
  attempts: number
  connectionState: RTCPeerConnectionState
  iceConnectionState: RTCIceConnectionState
  signalingState: RTCSignalingState
  relayPolicy: RTCIceTransportPolicy
  mLines: number
  received: Record<TrackKind, Received>
  sent: Record<TrackKind, Sent>
  pair: Path | null
}

export type EngineEvents = {
  track: [participantId: string, kind: TrackKind, track: MediaStreamTrack | null]
  link: [participantId: string, view: LinkView]
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
  /** How somebody's picture is shown here; null: nowhere, so it need not be sent. What was never told counts as shown. */
  want(participantId: string, kind: PictureKind, shown: Shown | null): void
  rosterChanged(roster: Peer[]): void
  signalFrom(from: string, signal: Signal): void
  /** Loudness of somebody's microphone just now, 0 to 1. */
  level(participantId: string): number
  on<E extends keyof EngineEvents>(event: E, hear: (...told: EngineEvents[E]) => void): () => void
  leave(): void
  debug(): Promise<LinkReport[]>
  /** The last minutes of every link, for a complaint. It holds no names and no addresses. */
  report(): EngineReport
}
