import type { Participant, Signal, Transport } from '../../schema.ts'
import type { LinkQuality } from './link-quality.ts'

/** What a participant can send, in the order in which every engine lists it. */
export const trackKinds = ['microphone', 'camera', 'screen', 'screenAudio'] as const
export type TrackKind = (typeof trackKinds)[number]
export type PictureKind = 'camera' | 'screen'

/** A picture as it stands on somebody's screen. `height` is in device pixels. */
export type Shown = { height: number; pinned: boolean }

/** What an engine needs to know of somebody in the call. */
export type EngineParticipant = Pick<Participant, 'participantId' | 'joinSeq' | 'media' | 'status'>
export type EngineSeat = { participantId: string; participants: EngineParticipant[]; transport: Transport }

/**
 * What has arrived of one kind, counted from the beginning of the link. `energy` is that of sound (W3C
 * webrtc-stats).
 */
export type Received = { packets: number; frames: number; energy: number }
/** What leaves just now. */
export type Sent = { kbps: number; width: number; height: number; fps: number }

/** The link with one participant as tests and diagnostics see it. An engine may add what is its own. */
export type LinkReport = LinkQuality & {
  participantId: string
  received: Record<TrackKind, Received>
  sent: Record<TrackKind, Sent>
}
/** Facts for a complaint, which only whoever knows the engine understands: no names and no addresses. */
export type EngineReport = { [fact: string]: unknown }

/** What the call gives to an engine, and hears from it. */
export type EngineOptions = {
  roomId: string
  /** Delivers a signal to the engine of one participant, in order, or not at all. */
  send: (to: string, signal: Signal) => void
  /** A track arrives from somebody, or does not any more. It stays while its sender is muted. */
  onTrack: (participantId: string, kind: TrackKind, track: MediaStreamTrack | null) => void
  onQuality: (participantId: string, quality: LinkQuality) => void
}
export type CreateEngine = (options: EngineOptions) => Engine

/**
 * How media gets to the others and back, from browser to browser or through a media server. The roster, mute
 * marks and hands are not an engine's business: they come from the server.
 */
export type Engine = {
  /**
   * Exchanges media with everybody in the roster. The same seat is told again whenever it was resumed.
   * `returning`: the others may still send to this participant as it was before a reload.
   */
  join(seat: EngineSeat, returning: boolean): void
  /** Sends this track to everybody, or nothing of its kind. Before `join` it is noted for then. */
  publish(kind: TrackKind, track: MediaStreamTrack | null): Promise<void>
  /**
   * How somebody's picture is shown here; null: nowhere, so it need not be sent. What was never told counts
   * as shown.
   */
  want(participantId: string, kind: PictureKind, shown: Shown | null): void
  rosterChanged(roster: EngineParticipant[]): void
  /** What the engine of another participant sent. It may come before the roster tells of its sender. */
  signalFrom(from: string, signal: Signal): void
  /** Loudness of somebody's microphone just now, 0 to 1. */
  level(participantId: string): number
  /** Ends every link. What is published stays noted for the next `join`. */
  leave(): void
  debug(): Promise<LinkReport[]>
  /** The last minutes of every link, also of those that have ended. */
  report(): EngineReport
}
