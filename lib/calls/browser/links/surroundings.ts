import type { Signal } from '../../schema.ts'
import type { LinkView, TrackKind } from '../engine.ts'
import type { Diary } from './diary.ts'
import type { IceServers } from './ice-servers.ts'
import type { Tracks } from './places.ts'
import type { Asked } from './wants.ts'

/** What a pair of participants needs of the call around it. */
export type Surroundings = {
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
  onView: (view: LinkView) => void
  /** What the link may spend has to be set anew. */
  onShape: () => void
}
