import type { Signal } from '../../../schema.ts'
import type { EngineParticipant, TrackKind } from '../engine.ts'
import type { Caps } from './bitrate.ts'
import type { ChannelMessage, Wants } from './channel-messages.ts'
import type { RepairReason } from './diary.ts'
import { createLinkMonitor, type LinkMonitor } from './link-monitor.ts'
import { PeerConnection } from './peer-connection.ts'
import type { PeerOptions } from './peer-options.ts'
import type { MeshLinkReport } from './reports.ts'
import { noReading, type Reading } from './stats.ts'
import type { Asked } from './wants.ts'
import {
  attempted,
  judge,
  newWatch,
  replaced,
  restarted,
  triesRelay,
  type Verdict,
  type Watch,
} from './watchdog.ts'

/** An offer that is not answered by then was lost, if the other side asks for one. */
const inFlightMs = 2_000

/**
 * The link to one other participant: the connection of the current epoch, and its repair. The initiator alone
 * makes connections; the other side asks for a new one with an empty signal, so that rebuilds never cross.
 * Either side restarts ICE.
 */
export class Peer {
  epoch: number
  /** What the other side wants of our pictures. */
  wanted: Wants = {}
  /** The processor slows our encoders for this link. */
  slow = false
  #participant: EngineParticipant
  #options: PeerOptions
  #connection: PeerConnection | null = null
  #relayOnly = false
  #madeAtMs = performance.now()
  #watch: Watch = newWatch(performance.now())
  #monitor: LinkMonitor
  #asked: Asked
  #judging = false
  #renewing = false

  constructor(participant: EngineParticipant, options: PeerOptions) {
    this.#participant = participant
    this.#options = options
    this.#asked = options.asked
    const { diary, onQuality } = options
    this.#monitor = createLinkMonitor({
      diary,
      onQuality,
      tell: (score) => this.#connection?.channel.send({ score }),
    })
    this.epoch = options.epoch
    if (options.initiator) this.#begin()
  }

  set participant(participant: EngineParticipant) {
    if (JSON.stringify(participant.media) !== JSON.stringify(this.#participant.media)) this.#monitor.rest()
    this.#participant = participant
  }

  /** Tells what we want of the other side's pictures. */
  ask(asked: Asked) {
    if (JSON.stringify(asked) === JSON.stringify(this.#asked)) return
    this.#asked = asked
    this.#monitor.rest()
    this.#connection?.channel.send({ wants: asked.wants })
    void this.tick()
  }

  /** Asks the initiator for a new connection; the initiator makes one. */
  rebuild(why: RepairReason) {
    if (this.#renewing) return
    this.#watch = attempted(this.#watch, performance.now(), Math.random())
    const relay = this.#options.initiator && triesRelay(this.#watch) && this.#options.servers.relay()
    this.#options.diary.repaired(Date.now(), { what: 'rebuild', why, relay })
    void this.#renew(relay)
    if (!this.#options.initiator) this.#options.send({ epoch: Math.max(this.epoch, 0) })
  }

  hear(signal: Signal) {
    if (!signal.description && signal.candidate === undefined) return this.#hearRequest(signal.epoch)
    if (signal.epoch > this.epoch && !this.#options.initiator) this.#replace(signal.epoch)
    if (signal.epoch !== this.#connection?.epoch) return
    // The other side restarts ICE, so we need not.
    const again = signal.description?.type === 'offer' && this.#connection.settledAtMs !== null
    if (again) this.#watch = restarted(this.#watch, performance.now())
    this.#connection.hear(signal)
  }

  #hearRequest(epoch: number) {
    if (!this.#options.initiator) return
    // Our offer and this request may have crossed.
    const connection = this.#connection
    if (connection?.settledAtMs === null && performance.now() - connection.madeAtMs < inFlightMs) {
      setTimeout(() => {
        if (connection === this.#connection && connection.settledAtMs === null) this.rebuild('asked')
      }, inFlightMs)
      return
    }
    // After a reload, and with a clock that went back, the asker may know a higher epoch than we do.
    this.epoch = Math.max(this.epoch, epoch)
    this.rebuild('asked')
  }

  /** Credentials are renewed on both sides; the initiator goes on with its offer. */
  async #renew(relay: boolean) {
    const connection = this.#connection
    this.#renewing = true
    await this.#options.servers.refresh()
    this.#renewing = false
    // One of us left meanwhile.
    if (!this.#options.initiator || !connection || connection !== this.#connection) return
    this.#relayOnly = relay
    this.#begin()
  }

  /** The clock makes an epoch higher than any from before a reload, which nobody remembers. */
  #begin() {
    this.#replace(Math.max(this.epoch + 1, Date.now())).offer()
  }

  #replace(epoch: number): PeerConnection {
    this.#connection?.close()
    this.epoch = epoch
    this.#watch = replaced(this.#watch, performance.now())
    this.#monitor.renew()
    this.wanted = {}
    const connection = new PeerConnection({
      epoch,
      polite: this.#options.me < this.#participant.participantId,
      configuration: this.#configuration(),
      tracks: this.#options.tracks,
      send: this.#options.send,
      onTrack: this.#options.onTrack,
      onChange: () => {
        this.#options.onShape()
        void this.tick()
      },
      onMessage: (message) => connection === this.#connection && this.#hearMessage(message),
      onOpen: () => connection.channel.send({ wants: this.#asked.wants, score: this.#monitor.score() }),
    })
    this.#connection = connection
    return connection
  }

  #configuration(): RTCConfiguration {
    return {
      iceServers: this.#options.servers.known(),
      iceTransportPolicy: this.#relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    }
  }

  #hearMessage({ wants, score }: ChannelMessage) {
    if (score !== undefined) this.#monitor.hear(score)
    if (!wants || JSON.stringify(wants) === JSON.stringify(this.wanted)) return
    this.wanted = wants
    this.#options.onShape()
  }

  /** Looks at the connection once. It is also called between the regular ones, whenever its state changes. */
  async tick() {
    if (this.#judging) return
    this.#judging = true
    const connection = this.#connection
    const reading = (await connection?.read()) ?? noReading()
    this.#judging = false
    if (connection !== this.#connection) return
    const verdict = this.#judge(connection, reading)
    this.#watch = verdict.watch
    this.slow = reading.slow
    this.#monitor.see(connection, reading, verdict, this.#asked.spared)
    if (verdict.action === 'none') return
    const why = verdict.why ?? 'silent'
    if (verdict.action === 'restartIce') void this.restartIce(why)
    else this.rebuild(why)
  }

  #judge(connection: PeerConnection | null, { received }: Reading): Verdict {
    const { media, status } = this.#participant
    return judge(this.#watch, {
      atMs: performance.now(),
      connection: connection?.state ?? 'new',
      settledAtMs: connection ? (connection.settledAtMs ?? connection.madeAtMs) : this.#madeAtMs,
      audio: received.microphone.packets,
      video: received.camera.frames,
      expected: { audio: media.microphone, video: media.camera && this.#asked.wants.camera !== null },
      reachable: status === 'connected',
      yields: !this.#options.initiator,
      relayOnly: this.#relayOnly,
    })
  }

  /** Looks for a way through the networks again, with credentials that are valid. */
  async restartIce(why: RepairReason) {
    const connection = this.#connection
    if (!connection) return
    this.#watch = restarted(this.#watch, performance.now())
    this.#options.diary.repaired(Date.now(), { what: 'restartIce', why, relay: this.#relayOnly })
    await this.#options.servers.refresh()
    if (connection !== this.#connection) return
    connection.configure(this.#configuration())
    connection.restartIce()
  }

  publish(kind: TrackKind, track: MediaStreamTrack | null) {
    return this.#connection?.transceivers.fill(kind, track)
  }

  shape(caps: Caps) {
    this.#connection?.transceivers.shape(caps)
  }

  level() {
    return this.#connection?.transceivers.level() ?? 0
  }

  async report(): Promise<MeshLinkReport | null> {
    if (!this.#connection) return null
    const { received, path } = await this.#connection.read()
    return {
      participantId: this.#participant.participantId,
      initiator: this.#options.initiator,
      attempts: this.#watch.attempts,
      ...this.#monitor.quality(),
      ...this.#connection.report(),
      received,
      sent: this.#monitor.sent(),
      pair: path,
    }
  }

  close() {
    this.#connection?.close()
    this.#connection = null
  }
}
