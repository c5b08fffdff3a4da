import type { Signal } from '../schema.ts'
import type { Cap } from './bitrate.ts'
import type { LinkHealth, LinkReport, Peer, TrackKind } from './engine.ts'
import { Link } from './link.ts'
import type { Tracks } from './places.ts'
import { nothingReceived } from './stats.ts'
import { attempted, judge, newWatch, replaced, type Watch } from './watchdog.ts'

/** An offer that is not answered by then was lost, if the other side asks for one. */
const inFlightMs = 2_000

export type Surroundings = {
  me: string
  initiator: boolean
  /** The last epoch known of this participant; a new one must be higher. */
  epoch: number
  configuration: () => RTCConfiguration
  tracks: Tracks
  caps: () => Record<TrackKind, Cap>
  send: (signal: Signal) => void
  onTrack: (kind: TrackKind, track: MediaStreamTrack | null) => void
  onHealth: (health: LinkHealth) => void
}

/**
 * Oneself and one other participant: the link of the current epoch and its repair. The initiator alone makes links;
 * the other side asks for a new one with an empty signal, so that repairs never cross.
 */
export class Pair {
  health: LinkHealth = 'connecting'
  epoch: number
  #peer: Peer
  #around: Surroundings
  #link: Link | null = null
  #madeAtMs = performance.now()
  #watch: Watch = newWatch(performance.now())
  #judging = false

  constructor(peer: Peer, around: Surroundings) {
    this.#peer = peer
    this.#around = around
    this.epoch = around.epoch
    if (around.initiator) this.#begin()
  }

  set peer(peer: Peer) {
    this.#peer = peer
  }

  /** Asks the initiator for a new link; the initiator makes one. */
  rebuild() {
    this.#watch = attempted(this.#watch, performance.now())
    if (this.#around.initiator) this.#begin()
    else this.#around.send({ epoch: this.epoch })
  }

  hear(signal: Signal) {
    if (!signal.description && signal.candidate === undefined) return this.#asked(signal.epoch)
    if (signal.epoch > this.epoch && !this.#around.initiator) this.#replace(signal.epoch)
    if (signal.epoch === this.#link?.epoch) this.#link.hear(signal)
  }

  #asked(epoch: number) {
    if (!this.#around.initiator) return
    // Our offer and the request may have crossed.
    const link = this.#link
    if (link?.settledAtMs === null && performance.now() - link.madeAtMs < inFlightMs) {
      setTimeout(() => {
        if (link === this.#link && link.settledAtMs === null) this.rebuild()
      }, inFlightMs)
      return
    }
    // After a reload, and with a clock that went back, the asker may know a higher epoch than we do.
    this.epoch = Math.max(this.epoch, epoch)
    this.rebuild()
  }

  /** The clock makes an epoch higher than any from before a reload, which nobody remembers. */
  #begin() {
    this.#replace(Math.max(this.epoch + 1, Date.now())).offer()
  }

  #replace(epoch: number): Link {
    this.#link?.close()
    this.epoch = epoch
    this.#watch = replaced(this.#watch, performance.now())
    const link = new Link({
      epoch,
      polite: this.#around.me < this.#peer.participantId,
      configuration: this.#around.configuration(),
      tracks: this.#around.tracks,
      send: this.#around.send,
      onTrack: this.#around.onTrack,
      onChange: () => {
        link.places.shape(this.#around.caps())
        void this.tick()
      },
    })
    this.#link = link
    return link
  }

  /** One look at the link. Also called between the regular ones, whenever its state changes. */
  async tick() {
    if (this.#judging) return
    this.#judging = true
    const link = this.#link
    const received = (await link?.received()) ?? nothingReceived()
    this.#judging = false
    if (link !== this.#link) return
    const verdict = judge(this.#watch, {
      atMs: performance.now(),
      connection: link?.state ?? 'new',
      settledAtMs: link ? (link.settledAtMs ?? link.madeAtMs) : this.#madeAtMs,
      audio: received.microphone.packets,
      video: received.camera.frames,
      expected: { audio: this.#peer.media.microphone, video: this.#peer.media.camera },
      reachable: this.#peer.status === 'connected',
    })
    this.#watch = verdict.watch
    if (verdict.health !== this.health) {
      this.health = verdict.health
      this.#around.onHealth(verdict.health)
    }
    if (verdict.action === 'restartIce' && this.#around.initiator) this.restartIce()
    if (verdict.action === 'rebuild') this.rebuild()
  }

  restartIce() {
    this.#link?.configure(this.#around.configuration())
    this.#link?.restartIce()
  }

  publish(kind: TrackKind, track: MediaStreamTrack | null) {
    return this.#link?.places.fill(kind, track)
  }

  shape() {
    this.#link?.places.shape(this.#around.caps())
  }

  level() {
    return this.#link?.places.level() ?? 0
  }

  async report(): Promise<LinkReport | null> {
    if (!this.#link) return null
    const received = await this.#link.received()
    const { initiator } = this.#around
    const { participantId } = this.#peer
    return {
      participantId,
      initiator,
      health: this.health,
      attempts: this.#watch.attempts,
      ...this.#link.report(),
      received,
    }
  }

  close() {
    this.#link?.close()
    this.#link = null
  }
}
