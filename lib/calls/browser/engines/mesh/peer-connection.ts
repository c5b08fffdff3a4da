import type { Signal } from '../../../schema.ts'
import type { TrackKind } from '../engine.ts'
import type { ChannelMessage } from './channel-messages.ts'
import { DataChannel } from './data-channel.ts'
import { readStats } from './stats.ts'
import { type Tracks, Transceivers } from './transceivers.ts'

type Description = NonNullable<Signal['description']>
type Candidate = NonNullable<Signal['candidate']> | null

type Options = {
  epoch: number
  polite: boolean
  configuration: RTCConfiguration
  tracks: Tracks
  send: (signal: Signal) => void
  onTrack: (kind: TrackKind, track: MediaStreamTrack) => void
  /** The state changed, or negotiation came to its end. */
  onChange: () => void
  onMessage: (message: ChannelMessage) => void
  /** The data channel is open: both ends can talk to each other. */
  onOpen: () => void
}

/** One peer connection to one participant, of one epoch: negotiation and nothing else. */
export class PeerConnection {
  readonly epoch: number
  readonly transceivers: Transceivers
  readonly channel: DataChannel
  readonly madeAtMs = performance.now()
  settledAtMs: number | null = null
  #options: Options
  #pc: RTCPeerConnection
  #early: Candidate[] = []
  #hearing: Promise<void> = Promise.resolve()
  #offering = false
  #ignoring = false
  #broken = false
  #closed = false

  constructor(options: Options) {
    this.epoch = options.epoch
    this.#options = options
    this.#pc = new RTCPeerConnection(options.configuration)
    this.transceivers = new Transceivers(this.#pc)
    this.channel = new DataChannel(options.onMessage, options.onOpen)
    this.#pc.onicecandidate = ({ candidate }) => this.#send({ candidate: candidate && plain(candidate) })
    this.#pc.onconnectionstatechange = () => options.onChange()
    this.#pc.ontrack = ({ transceiver, track }) => {
      const kind = this.transceivers.kindOf(transceiver)
      if (kind) options.onTrack(kind, track)
    }
  }

  /** A description that cannot be applied leaves the browser waiting for ever; such a link has failed. */
  get state(): RTCPeerConnectionState {
    return this.#broken ? 'failed' : this.#pc.connectionState
  }

  get iceState(): RTCIceConnectionState {
    return this.#pc.iceConnectionState
  }

  /** Makes the first offer, which is the initiator's alone to make. */
  offer() {
    this.transceivers.make(this.#options.tracks)
    this.channel.make(this.#pc)
    void this.#describe()
  }

  /** Signals are applied one after the other, in the order in which they came. */
  hear({ description, candidate }: Signal) {
    this.#hearing = this.#hearing.then(async () => {
      if (this.#closed) return
      if (description) await this.#hearDescription(description)
      else if (candidate !== undefined) await this.#hearCandidate(candidate)
    })
  }

  /** Perfect negotiation (W3C WebRTC, section 10.7): of two offers that cross, the polite side gives way. */
  async #hearDescription({ type, sdp }: Description) {
    if (type !== 'offer' && type !== 'answer') return
    const collision = type === 'offer' && (this.#offering || this.#pc.signalingState !== 'stable')
    this.#ignoring = collision && !this.#options.polite
    if (this.#ignoring) return
    try {
      await this.#pc.setRemoteDescription({ type, sdp: sdp ?? '' })
      for (const candidate of this.#early.splice(0)) await this.#hearCandidate(candidate)
      if (type === 'offer') {
        this.transceivers.take(this.#options.tracks)
        this.channel.make(this.#pc)
        await this.#pc.setLocalDescription()
        this.#sendDescription()
      }
      this.#settle()
    } catch {
      this.#break()
    }
  }

  async #hearCandidate(candidate: Candidate) {
    if (!this.#pc.remoteDescription) {
      this.#early.push(candidate)
      return
    }
    // The browser refuses one of an offer we ignored, or of a network we cannot use. Whether the rest is
    // enough shows in what arrives.
    await this.#pc.addIceCandidate(candidate ?? undefined).catch(() => undefined)
  }

  /**
   * From now on either side may negotiate, as for an ICE restart; before the first exchange only the
   * initiator may.
   */
  #settle() {
    this.settledAtMs ??= performance.now()
    this.#pc.onnegotiationneeded ??= () => void this.#describe()
    this.#options.onChange()
  }

  async #describe() {
    this.#offering = true
    try {
      await this.#pc.setLocalDescription()
      this.#sendDescription()
    } catch {
      this.#break()
    } finally {
      this.#offering = false
    }
  }

  #sendDescription() {
    const description = this.#pc.localDescription
    if (description) this.#send({ description: { type: description.type, sdp: description.sdp } })
  }

  #send(signal: Omit<Signal, 'epoch'>) {
    if (!this.#closed) this.#options.send({ epoch: this.epoch, ...signal })
  }

  #break() {
    this.#broken = true
    this.#options.onChange()
  }

  configure(configuration: RTCConfiguration) {
    this.#pc.setConfiguration(configuration)
  }

  restartIce() {
    if (this.settledAtMs !== null) this.#pc.restartIce()
  }

  async read() {
    return readStats(await this.#pc.getStats(), this.transceivers.mids())
  }

  report() {
    const { connectionState, iceConnectionState, signalingState, localDescription } = this.#pc
    const mLines = localDescription?.sdp.match(/^m=/gm)?.length ?? 0
    const relayPolicy = this.#pc.getConfiguration().iceTransportPolicy ?? 'all'
    return { epoch: this.epoch, connectionState, iceConnectionState, signalingState, relayPolicy, mLines }
  }

  close() {
    this.#closed = true
    this.#pc.close()
  }
}

const plain = ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate) => ({
  candidate,
  sdpMid,
  sdpMLineIndex,
  usernameFragment,
})
