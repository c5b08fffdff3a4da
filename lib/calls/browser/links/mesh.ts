import type { IceServer, Signal } from '../../schema.ts'
import type { Engine, EngineEvents, EngineSeat, Peer, PictureKind, Shown, TrackKind } from '../engine.ts'
import { soon } from '../soon.ts'
import { caps } from './bitrate.ts'
import { createDiary, type Diary } from './diary.ts'
import { createIceServers } from './ice-servers.ts'
import { watchNetwork } from './network.ts'
import { Pair } from './pair.ts'
import { noStrain, strain } from './strain.ts'
import type { Wants } from './told.ts'
import { askedOf } from './wants.ts'

const tickMs = 1_000
/** Before the first link: whoever makes it may begin to count at 0. */
const noEpoch = -1
/** Signals that may wait for their sender to appear in the roster; a whole join fits. */
const heldSignals = 64
/** A page that is laid out anew wants something else of everybody, in several steps. */
const wantMs = 200
/** Those who left are still told of in a complaint, and those who come and go all day are not. */
const mostDiaries = 16
/** Several wishes arrive at once, and a new network is told more than once. */
const gatherMs = 100

/**
 * Everybody sends to everybody. `send` delivers a signal to one participant, in order, or not at all;
 * `freshIceServers` asks the server for credentials that are valid, and may reject.
 */
export class MeshEngine implements Engine {
  #send: (to: string, signal: Signal) => void
  #me = ''
  #servers: ReturnType<typeof createIceServers>
  #tracks = new Map<TrackKind, MediaStreamTrack>()
  #pairs = new Map<string, Pair>()
  /** Outlives pairs: signals of a link from before somebody left and came back must stay dead. */
  #epochs = new Map<string, number>()
  #held = new Map<string, Signal[]>()
  #diaries = new Map<string, { diary: Diary; initiator: boolean }>()
  #wants = new Map<string, Wants>()
  #strain = noStrain(performance.now())
  /** The heights by which pictures were last shaped. */
  #heights = ''
  #listeners: { [E in keyof EngineEvents]: Set<(...told: EngineEvents[E]) => void> } = {
    track: new Set(),
    link: new Set(),
  }
  #timer: ReturnType<typeof setInterval> | undefined
  #unwatch = () => {}
  #askSoon = soon(wantMs, () => this.#ask())
  #shapeSoon = soon(gatherMs, () => this.#shape())

  constructor(send: (to: string, signal: Signal) => void, freshIceServers: () => Promise<IceServer[]>) {
    this.#send = send
    this.#servers = createIceServers(freshIceServers)
  }

  join({ participantId, participants, iceServers }: EngineSeat, returning: boolean) {
    this.#servers.hold(iceServers)
    if (this.#me === '') {
      this.#timer = setInterval(() => void this.#tick(), tickMs)
      this.#unwatch = watchNetwork(soon(gatherMs, this.#networkChanged).ask)
      // Links that a reload took from us: those who came later than we did made them, and will be asked for new ones.
      if (returning) for (const peer of participants) this.#epochs.set(peer.participantId, noEpoch)
    }
    this.#me = participantId
    this.rosterChanged(participants)
  }

  rosterChanged(roster: Peer[]) {
    const self = roster.find((peer) => peer.participantId === this.#me)
    if (!self) return
    const others = new Map(roster.filter((peer) => peer !== self).map((peer) => [peer.participantId, peer]))
    const before = [...this.#pairs.keys()].join()
    for (const id of [...this.#pairs.keys()]) if (!others.has(id)) this.#part(id)
    for (const [id, peer] of others) {
      const pair = this.#pairs.get(id)
      if (pair) pair.peer = peer
      else this.#meet(peer, self)
    }
    if ([...this.#pairs.keys()].join() === before) return
    this.#ask()
    this.#shape()
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

  want(participantId: string, kind: PictureKind, shown: Shown | null) {
    this.#wants.set(participantId, { ...this.#wants.get(participantId), [kind]: shown })
    this.#askSoon.ask()
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
    this.#unwatch()
    this.#askSoon.cancel()
    this.#shapeSoon.cancel()
    for (const id of [...this.#pairs.keys()]) this.#part(id)
    this.#held.clear()
    this.#wants.clear()
    this.#me = ''
  }

  async debug() {
    const reports = await Promise.all([...this.#pairs.values()].map((pair) => pair.report()))
    return reports.filter((report) => report !== null)
  }

  report() {
    const links = [...this.#diaries].map(([participantId, { diary, initiator }]) => ({
      participantId,
      initiator,
      ...diary.read(),
    }))
    return { relay: this.#servers.relay(), slowBy: this.#strain.down, links }
  }

  #meet(peer: Peer, self: Peer) {
    const id = peer.participantId
    const known = this.#epochs.get(id)
    const initiator = self.joinSeq > peer.joinSeq
    const diary = this.#diaries.get(id)?.diary ?? createDiary()
    this.#diaries.delete(id)
    this.#diaries.set(id, { diary, initiator })
    const [oldest] = this.#diaries.keys()
    if (oldest !== undefined && this.#diaries.size > mostDiaries) this.#diaries.delete(oldest)
    const pair = new Pair(peer, {
      me: this.#me,
      initiator,
      epoch: known ?? noEpoch,
      servers: this.#servers,
      diary,
      tracks: this.#tracks,
      asked: { wants: this.#wants.get(id) ?? {}, spared: false },
      send: (signal) => this.#send(id, signal),
      onTrack: (kind, track) => this.#tell('track', id, kind, track),
      onView: (view) => this.#tell('link', id, view),
      onShape: this.#shapeSoon.ask,
    })
    this.#pairs.set(id, pair)
    const held = this.#held.get(id) ?? []
    this.#held.delete(id)
    for (const signal of held) pair.hear(signal)
    // We lost the link to somebody we knew; unless a new one is on its way, ask for it.
    if (known !== undefined && !initiator && held.length === 0) pair.rebuild('joining')
  }

  #part(id: string) {
    const pair = this.#pairs.get(id)
    if (!pair) return
    pair.close()
    this.#epochs.set(id, pair.epoch)
    this.#pairs.delete(id)
    this.#held.delete(id)
  }

  #ask() {
    for (const [id, asked] of askedOf(this.#wants, [...this.#pairs.keys()])) this.#pairs.get(id)?.ask(asked)
  }

  /** The links share one uplink, so what one of them may spend depends on all. */
  #shape() {
    const heightOf = (kind: PictureKind, usual: number) =>
      this.#tracks.get(kind)?.getSettings().height ?? usual
    const call = {
      people: this.#pairs.size + 1,
      sharing: this.#tracks.has('screen'),
      cameraHeight: heightOf('camera', 720),
      screenHeight: heightOf('screen', 1_080),
      down: this.#strain.down,
    }
    const pairs = [...this.#pairs.values()]
    const links = caps(
      call,
      pairs.map(({ wanted }) => wanted),
    )
    for (const [at, pair] of pairs.entries()) if (links[at]) pair.shape(links[at])
  }

  async #tick() {
    const pairs = [...this.#pairs.values()]
    await Promise.all(pairs.map((pair) => pair.tick()))
    const { down } = this.#strain
    this.#strain = strain(
      this.#strain,
      pairs.some((pair) => pair.slow),
      performance.now(),
    )
    const heights = (['camera', 'screen'] as const)
      .map((kind) => this.#tracks.get(kind)?.getSettings().height)
      .join()
    // A shared window may be resized, and a phone turned.
    if (this.#strain.down !== down || heights !== this.#heights) this.#shape()
    this.#heights = heights
  }

  /** The way through the new network is found now, not after the seconds a browser takes to miss the old one. */
  #networkChanged = () => {
    for (const pair of this.#pairs.values()) void pair.restartIce('network')
  }

  #tell<E extends keyof EngineEvents>(event: E, ...told: EngineEvents[E]) {
    for (const hear of this.#listeners[event]) hear(...told)
  }
}
