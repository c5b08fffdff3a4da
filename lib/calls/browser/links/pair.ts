import type { Signal } from '../../schema.ts'
import type { LinkReport, Peer, TrackKind } from '../engine.ts'
import type { Caps } from './bitrate.ts'
import type { RepairReason } from './diary.ts'
import { Link } from './link.ts'
import { createOutlook, type Outlook } from './outlook.ts'
import { noReading, type Reading } from './stats.ts'
import type { Surroundings } from './surroundings.ts'
import type { Told, Wants } from './told.ts'
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
 * Oneself and one other participant: the link of the current epoch and its repair. The initiator alone makes links;
 * the other side asks for a new one with an empty signal, so that rebuilds never cross. ICE is restarted by either.
 */
export class Pair {
  epoch: number
  /** What the other side wants of our pictures. */
  wanted: Wants = {}
  /** Our encoders for this link are held back by the processor. */
  slow = false
  #peer: Peer
  #around: Surroundings
  #link: Link | null = null
  #relayOnly = false
  #madeAtMs = performance.now()
  #watch: Watch = newWatch(performance.now())
  #outlook: Outlook
  #asked: Asked
  #judging = false
  #renewing = false

  constructor(peer: Peer, around: Surroundings) {
    this.#peer = peer
    this.#around = around
    this.#asked = around.asked
    const { diary, onView } = around
    this.#outlook = createOutlook({ diary, onView, tell: (score) => this.#link?.channel.tell({ score }) })
    this.epoch = around.epoch
    if (around.initiator) this.#begin()
  }

  set peer(peer: Peer) {
    if (JSON.stringify(peer.media) !== JSON.stringify(this.#peer.media)) this.#outlook.rest()
    this.#peer = peer
  }

  /** What we want of the other side's pictures. */
  ask(asked: Asked) {
    if (JSON.stringify(asked) === JSON.stringify(this.#asked)) return
    this.#asked = asked
    this.#outlook.rest()
    this.#link?.channel.tell({ wants: asked.wants })
    void this.tick()
  }

  /** Asks the initiator for a new link; the initiator makes one. */
  rebuild(why: RepairReason) {
    if (this.#renewing) return
    this.#watch = attempted(this.#watch, performance.now(), Math.random())
    const relay = this.#around.initiator && triesRelay(this.#watch) && this.#around.servers.relay()
    this.#around.diary.repaired(Date.now(), { what: 'rebuild', why, relay })
    void this.#renew(relay)
    if (!this.#around.initiator) this.#around.send({ epoch: Math.max(this.epoch, 0) })
  }

  hear(signal: Signal) {
    if (!signal.description && signal.candidate === undefined) return this.#hearRequest(signal.epoch)
    if (signal.epoch > this.epoch && !this.#around.initiator) this.#replace(signal.epoch)
    if (signal.epoch !== this.#link?.epoch) return
    // The other side restarts ICE: we need not.
    const again = signal.description?.type === 'offer' && this.#link.settledAtMs !== null
    if (again) this.#watch = restarted(this.#watch, performance.now())
    this.#link.hear(signal)
  }

  #hearRequest(epoch: number) {
    if (!this.#around.initiator) return
    // Our offer and the request may have crossed.
    const link = this.#link
    if (link?.settledAtMs === null && performance.now() - link.madeAtMs < inFlightMs) {
      setTimeout(() => {
        if (link === this.#link && link.settledAtMs === null) this.rebuild('asked')
      }, inFlightMs)
      return
    }
    // After a reload, and with a clock that went back, the asker may know a higher epoch than we do.
    this.epoch = Math.max(this.epoch, epoch)
    this.rebuild('asked')
  }

  /** Credentials are renewed on both sides; the initiator goes on with its offer. */
  async #renew(relay: boolean) {
    const link = this.#link
    this.#renewing = true
    await this.#around.servers.refresh()
    this.#renewing = false
    // Meanwhile one of us left.
    if (!this.#around.initiator || !link || link !== this.#link) return
    this.#relayOnly = relay
    this.#begin()
  }

  /** The clock makes an epoch higher than any from before a reload, which nobody remembers. */
  #begin() {
    this.#replace(Math.max(this.epoch + 1, Date.now())).offer()
  }

  #replace(epoch: number): Link {
    this.#link?.close()
    this.epoch = epoch
    this.#watch = replaced(this.#watch, performance.now())
    this.#outlook.renew()
    this.wanted = {}
    const link = new Link({
      epoch,
      polite: this.#around.me < this.#peer.participantId,
      configuration: this.#configuration(),
      tracks: this.#around.tracks,
      send: this.#around.send,
      onTrack: this.#around.onTrack,
      onChange: () => {
        this.#around.onShape()
        void this.tick()
      },
      onTold: (told) => link === this.#link && this.#hearTold(told),
      onOpen: () => link.channel.tell({ wants: this.#asked.wants, score: this.#outlook.score() }),
    })
    this.#link = link
    return link
  }

  #configuration(): RTCConfiguration {
    return {
      iceServers: this.#around.servers.known(),
      iceTransportPolicy: this.#relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    }
  }

  #hearTold({ wants, score }: Told) {
    if (score !== undefined) this.#outlook.hear(score)
    if (!wants || JSON.stringify(wants) === JSON.stringify(this.wanted)) return
    this.wanted = wants
    this.#around.onShape()
  }

  /** One look at the link. Also called between the regular ones, whenever its state changes. */
  async tick() {
    if (this.#judging) return
    this.#judging = true
    const link = this.#link
    const reading = (await link?.read()) ?? noReading()
    this.#judging = false
    if (link !== this.#link) return
    const verdict = this.#judge(link, reading)
    this.#watch = verdict.watch
    this.slow = reading.slow
    this.#outlook.see(link, reading, verdict, this.#asked.spared)
    if (verdict.action === 'none') return
    const why = verdict.why ?? 'silent'
    if (verdict.action === 'restartIce') void this.restartIce(why)
    else this.rebuild(why)
  }

  #judge(link: Link | null, { received }: Reading): Verdict {
    const { media, status } = this.#peer
    return judge(this.#watch, {
      atMs: performance.now(),
      connection: link?.state ?? 'new',
      settledAtMs: link ? (link.settledAtMs ?? link.madeAtMs) : this.#madeAtMs,
      audio: received.microphone.packets,
      video: received.camera.frames,
      expected: { audio: media.microphone, video: media.camera && this.#asked.wants.camera !== null },
      reachable: status === 'connected',
      yields: !this.#around.initiator,
      relayOnly: this.#relayOnly,
    })
  }

  /** Looks for a way through the networks again, with credentials that are valid. */
  async restartIce(why: RepairReason) {
    const link = this.#link
    if (!link) return
    this.#watch = restarted(this.#watch, performance.now())
    this.#around.diary.repaired(Date.now(), { what: 'restartIce', why, relay: this.#relayOnly })
    await this.#around.servers.refresh()
    if (link !== this.#link) return
    link.configure(this.#configuration())
    link.restartIce()
  }

  publish(kind: TrackKind, track: MediaStreamTrack | null) {
    return this.#link?.places.fill(kind, track)
  }

  shape(caps: Caps) {
    this.#link?.places.shape(caps)
  }

  level() {
    return this.#link?.places.level() ?? 0
  }

  async report(): Promise<LinkReport | null> {
    if (!this.#link) return null
    const { received, path } = await this.#link.read()
    return {
      participantId: this.#peer.participantId,
      initiator: this.#around.initiator,
      attempts: this.#watch.attempts,
      ...this.#outlook.view(),
      ...this.#link.report(),
      received,
      sent: this.#outlook.sent(),
      pair: path,
    }
  }

  close() {
    this.#link?.close()
    this.#link = null
  }
}
