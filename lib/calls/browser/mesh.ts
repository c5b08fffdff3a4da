import type { IceServer, Signal } from '../schema.ts'
import { caps } from './bitrate.ts'
import type { Engine, EngineEvents, EngineSeat, Peer, TrackKind } from './engine.ts'
import { Pair } from './pair.ts'

const tickMs = 1_000
/** Signals that may wait for their sender to appear in the roster; a whole join fits. */
const heldSignals = 64

/** Everybody sends to everybody. `send` delivers a signal to one participant, in order, or not at all. */
export class MeshEngine implements Engine {
  #send: (to: string, signal: Signal) => void
  #me = ''
  #iceServers: IceServer[] = []
  #tracks = new Map<TrackKind, MediaStreamTrack>()
  #pairs = new Map<string, Pair>()
  /** Outlives pairs: signals of a link from before somebody left and came back must stay dead. */
  #epochs = new Map<string, number>()
  #held = new Map<string, Signal[]>()
  #listeners: { [E in keyof EngineEvents]: Set<(...told: EngineEvents[E]) => void> } = {
    track: new Set(),
    link: new Set(),
  }
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(send: (to: string, signal: Signal) => void) {
    this.#send = send
  }

  join({ participantId, participants, iceServers }: EngineSeat, returning: boolean) {
    this.#iceServers = iceServers
    if (this.#me === '') {
      this.#timer = setInterval(this.#tick, tickMs)
      window.addEventListener('online', this.#networkChanged)
      // Links that a reload took from us: those who came later than we did made them, and will be asked for new ones.
      if (returning) for (const peer of participants) this.#epochs.set(peer.participantId, 0)
    }
    this.#me = participantId
    this.rosterChanged(participants)
  }

  rosterChanged(roster: Peer[]) {
    const self = roster.find((peer) => peer.participantId === this.#me)
    if (!self) return
    const others = new Map(roster.filter((peer) => peer !== self).map((peer) => [peer.participantId, peer]))
    const size = this.#pairs.size
    for (const id of [...this.#pairs.keys()]) if (!others.has(id)) this.#part(id)
    for (const [id, peer] of others) {
      const pair = this.#pairs.get(id)
      if (pair) pair.peer = peer
      else this.#meet(peer, self)
    }
    if (this.#pairs.size !== size) this.#shape()
  }

  signalFrom(from: string, signal: Signal) {
    const pair = this.#pairs.get(from)
    if (pair) return pair.hear(signal)
    // The signal overtook the news that its sender joined.
    const held = this.#held.get(from) ?? []
    if (held.length < heldSignals) this.#held.set(from, [...held, signal])
  }

  async publish(kind: TrackKind, track: MediaStreamTrack | null) {
    if (track) this.#tracks.set(kind, track)
    else this.#tracks.delete(kind)
    await Promise.all([...this.#pairs.values()].map((pair) => pair.publish(kind, track)))
    this.#shape()
  }

  level(participantId: string) {
    return this.#pairs.get(participantId)?.level() ?? 0
  }

  on<E extends keyof EngineEvents>(event: E, hear: (...told: EngineEvents[E]) => void) {
    this.#listeners[event].add(hear)
    return () => {
      this.#listeners[event].delete(hear)
    }
  }

  leave() {
    clearInterval(this.#timer)
    window.removeEventListener('online', this.#networkChanged)
    for (const id of [...this.#pairs.keys()]) this.#part(id)
    this.#held.clear()
    this.#me = ''
  }

  async debug() {
    const reports = await Promise.all([...this.#pairs.values()].map((pair) => pair.report()))
    return reports.filter((report) => report !== null)
  }

  #meet(peer: Peer, self: Peer) {
    const id = peer.participantId
    const known = this.#epochs.get(id)
    const pair = new Pair(peer, {
      me: this.#me,
      initiator: self.joinSeq > peer.joinSeq,
      epoch: known ?? 0,
      configuration: () => ({ iceServers: this.#iceServers, bundlePolicy: 'max-bundle' }),
      tracks: this.#tracks,
      caps: () => this.#caps(),
      send: (signal) => this.#send(id, signal),
      onTrack: (kind, track) => this.#tell('track', id, kind, track),
      onHealth: (health) => this.#tell('link', id, health),
    })
    this.#pairs.set(id, pair)
    const held = this.#held.get(id) ?? []
    this.#held.delete(id)
    for (const signal of held) pair.hear(signal)
    // We lost the link to somebody we knew; unless a new one is on its way, ask for it.
    if (known !== undefined && self.joinSeq < peer.joinSeq && held.length === 0) pair.rebuild()
  }

  #part(id: string) {
    const pair = this.#pairs.get(id)
    if (!pair) return
    pair.close()
    this.#epochs.set(id, pair.epoch)
    this.#pairs.delete(id)
    this.#held.delete(id)
  }

  #caps() {
    const cameraHeight = this.#tracks.get('camera')?.getSettings().height ?? 720
    return caps({ people: this.#pairs.size + 1, sharing: this.#tracks.has('screen'), cameraHeight })
  }

  #shape() {
    for (const pair of this.#pairs.values()) pair.shape()
  }

  #tick = () => {
    for (const pair of this.#pairs.values()) void pair.tick()
  }

  /** The way through the new network is found now, not after the seconds a browser takes to miss the old one. */
  #networkChanged = () => {
    for (const pair of this.#pairs.values()) pair.restartIce()
  }

  #tell<E extends keyof EngineEvents>(event: E, ...told: EngineEvents[E]) {
    for (const hear of this.#listeners[event]) hear(...told)
  }
}
