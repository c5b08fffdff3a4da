import type { LinkReport } from '../engine.ts'
import type { Page, Repair } from './diary.ts'
import type { Path } from './stats.ts'

/** A link of the mesh as tests and diagnostics see it. Counters belong to the current epoch. */
export type MeshLinkReport = LinkReport & {
  epoch: number
  initiator: boolean
  attempts: number
  connectionState: RTCPeerConnectionState
  iceConnectionState: RTCIceConnectionState
  signalingState: RTCSignalingState
  relayPolicy: RTCIceTransportPolicy
  mLines: number
  pair: Path | null
}

type LinkDiary = { participantId: string; initiator: boolean; pages: Page[]; repairs: Repair[] }
/**
 * `relay`: whether the server offers a relay at all. `slowBy`: by how many rows the processor is too slow.
 */
export type MeshReport = { relay: boolean; slowBy: number; links: LinkDiary[] }
