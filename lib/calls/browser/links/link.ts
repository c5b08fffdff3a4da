import type { Signal } from '../../schema.ts'
import type { TrackKind } from '../engine.ts'
import { Channel } from './channel.ts'
import { Places, type Tracks } from './places.ts'
import { readStats } from './stats.ts'
import type { Told } from './told.ts'

type Description = NonNullable<Signal['description']>
type Candidate = NonNullable<Signal['candidate']> | null

type Ends = {
  epoch: number
  polite: boolean
  configuration: RTCConfiguration
  tracks: Tracks
  send: (signal: Signal) => void
  onTrack: (kind: TrackKind, track: MediaStreamTrack) => void
  /** The state changed, or negotiation came to its end. */
  onChange: () => void
  onTold: (told: Told) => void
  /** The ends can talk to each other. */
  onOpen: () => void
}

/** One peer connection to one participant, of one epoch: negotiation and nothing else. */
export class Link {
  readonly epoch: number
  readonly places: Places
  readonly channel: Channel
  readonly madeAtMs = performance.now()
  settledAtMs: number | null = null
  #ends: Ends
  #pc: RTCPeerConnection
  #early: Candidate[] = []
  #hearing: Promise<void> = Promise.resolve()
  #offering = false
  #ignoring = false
  #broken = false
  #closed = false

  constructor(ends: Ends) {
    this.epoch = ends.epoch
    this.#ends = ends
    this.#pc = new RTCPeerConnection(ends.configuration)
    this.places = new Places(this.#pc)
    this.channel = new Channel(ends.onTold, ends.onOpen)
    this.#pc.onicecandidate = ({ candidate }) => this.#send({ candidate: candidate && plain(candidate) })
    this.#pc.onconnectionstatechange = () => ends.onChange()
    this.#pc.ontrack = ({ transceiver, track }) => {
      const kind = this.places.kindOf(transceiver)
      if (kind) ends.onTrack(kind, track)
    }
  }

  /** A description that cannot be applied leaves the browser waiting for ever; such a link has failed. */
  get state(): RTCPeerConnectionState {
    return this.#broken ? 'failed' : this.#pc.connectionState
  }

  get iceState(): RTCIceConnectionState {
    return this.#pc.iceConnectionState
  }

  /** The first offer; only the initiator makes it. */
  offer() {
    this.places.make(this.#ends.tracks)
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
    this.#ignoring = collision && !this.#ends.polite
    if (this.#ignoring) return
    try {
      await this.#pc.setRemoteDescription({ type, sdp: sdp ?? '' })
      for (const candidate of this.#early.splice(0)) await this.#hearCandidate(candidate)
      if (type === 'offer') {
        this.places.take(this.#ends.tracks)
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
    // Refused: of an offer we ignored, or of a network we cannot use. Whether the rest is enough shows in what arrives.
    await this.#pc.addIceCandidate(candidate ?? undefined).catch(() => undefined)
  }

  /** Later negotiation (an ICE restart) may come from either side; before the first exchange only from the initiator. */
  #settle() {
    this.settledAtMs ??= performance.now()
    this.#pc.onnegotiationneeded ??= () => void this.#describe()
    this.#ends.onChange()
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
    if (!this.#closed) this.#ends.send({ epoch: this.epoch, ...signal })
  }

  #break() {
    this.#broken = true
    this.#ends.onChange()
  }

  configure(configuration: RTCConfiguration) {
    this.#pc.setConfiguration(configuration)
  }

  restartIce() {
    if (this.settledAtMs !== null) this.#pc.restartIce()
  }

  async read() {
    return readStats(await this.#pc.getStats(), this.places.mids())
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
