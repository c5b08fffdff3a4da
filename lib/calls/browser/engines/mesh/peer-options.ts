import type { Signal } from '../../../schema.ts'
import type { TrackKind } from '../engine.ts'
import type { LinkQuality } from '../link-quality.ts'
import type { Diary } from './diary.ts'
import type { IceServers } from './ice-servers.ts'
import type { Tracks } from './transceivers.ts'
import type { Asked } from './wants.ts'

/** What the link to one participant needs of the mesh around it. */
export type PeerOptions = {
  me: string
  initiator: boolean
  /** The last epoch known of this participant; a new one must be higher. */
  epoch: number
  servers: IceServers
  diary: Diary
  tracks: Tracks
  asked: Asked
  send: (signal: Signal) => void
  onTrack: (kind: TrackKind, track: MediaStreamTrack | null) => void
  onQuality: (quality: LinkQuality) => void
  /** What the link may spend has to be set anew. */
  onShape: () => void
}
