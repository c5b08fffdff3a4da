import { type TrackKind, trackKinds } from '../engine.ts'
import type { Caps } from './bitrate.ts'

/** Our own tracks, live: whatever is in it when a link is made is sent on it. */
export type Tracks = ReadonlyMap<TrackKind, MediaStreamTrack>

const mediaOf: Record<TrackKind, 'audio' | 'video'> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
}

/**
 * The four standing transceivers of a connection, in a fixed order. Muting, cameras and screens change what
 * flows through them and never the agreement itself: adding and removing m-lines instead grows the
 * description with every share.
 */
export class Transceivers {
  #pc: RTCPeerConnection
  #standing: RTCRtpTransceiver[] = []
  #shaping: Promise<void> = Promise.resolve()
  /** What each sender was last told, so that it is told only what is new. */
  #shaped = new Map<TrackKind, string>()
  /** What belongs to one stream is kept in step by the receiver: lips and voice, screen and its sound. */
  #face = new MediaStream()
  #screen = new MediaStream()

  constructor(pc: RTCPeerConnection) {
    this.#pc = pc
  }

  /** Makes them, before the first offer. */
  make(tracks: Tracks) {
    for (const kind of trackKinds) {
      const init: RTCRtpTransceiverInit = { direction: 'sendrecv', streams: [this.#streamOf(kind)] }
      this.#standing.push(this.#pc.addTransceiver(mediaOf[kind], init))
      void this.fill(kind, tracks.get(kind) ?? null)
    }
  }

  /**
   * Takes those of an offer, before the first answer: our tracks go in at once, so one round trip gives media
   * both ways.
   */
  take(tracks: Tracks) {
    if (this.#standing.length > 0) return
    this.#standing = this.#pc.getTransceivers().slice(0, trackKinds.length)
    for (const kind of trackKinds) {
      const transceiver = this.#at(kind)
      if (!transceiver) continue
      transceiver.direction = 'sendrecv'
      transceiver.sender.setStreams(this.#streamOf(kind))
      void this.fill(kind, tracks.get(kind) ?? null)
    }
  }

  kindOf(transceiver: RTCRtpTransceiver): TrackKind | undefined {
    return trackKinds[this.#pc.getTransceivers().indexOf(transceiver)]
  }

  mids(): ReadonlyMap<string, TrackKind> {
    const entries = trackKinds.map((kind) => [this.#at(kind)?.mid ?? '', kind] as const)
    return new Map(entries.filter(([mid]) => mid !== ''))
  }

  /** Sends this track, or nothing of its kind, without negotiating. */
  async fill(kind: TrackKind, track: MediaStreamTrack | null) {
    // This rejects only when the connection was closed meanwhile.
    await this.#at(kind)
      ?.sender.replaceTrack(track)
      .catch(() => undefined)
  }

  /** Caps are set one after the other: a second setParameters before the first has ended is an error. */
  shape(caps: Caps) {
    this.#shaping = this.#shaping.then(async () => {
      for (const kind of trackKinds) {
        const shape = JSON.stringify(caps[kind])
        if (shape === this.#shaped.get(kind)) continue
        const sender = this.#at(kind)?.sender
        const parameters = sender?.getParameters()
        const encoding = parameters?.encodings[0]
        if (!sender || !parameters || !encoding) continue
        const { degradationPreference, ...cap } = caps[kind]
        Object.assign(encoding, cap, kind === 'microphone' && { priority: 'high' })
        if (degradationPreference) parameters.degradationPreference = degradationPreference
        // The browser refuses while it negotiates or closes; the next change of the call sets them again.
        const done = sender.setParameters(parameters).then(() => this.#shaped.set(kind, shape))
        await done.catch(() => undefined)
      }
    })
  }

  level(): number {
    return this.#at('microphone')?.receiver.getSynchronizationSources()[0]?.audioLevel ?? 0
  }

  #at(kind: TrackKind) {
    return this.#standing[trackKinds.indexOf(kind)]
  }

  #streamOf(kind: TrackKind) {
    return kind === 'microphone' || kind === 'camera' ? this.#face : this.#screen
  }
}
