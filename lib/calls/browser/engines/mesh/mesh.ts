import type { Signal } from '../../../schema.ts'
import { throttle } from '../../throttle.ts'
import type {
  CreateEngine,
  Engine,
  EngineOptions,
  EngineParticipant,
  EngineSeat,
  PictureKind,
  Shown,
  TrackKind,
} from '../engine.ts'
import { caps } from './bitrate.ts'
import type { Wants } from './channel-messages.ts'
import { cpuLoad, noCpuLoad } from './cpu-load.ts'
import { createDiary, type Diary } from './diary.ts'
import { createIceServers, freshIceServers } from './ice-servers.ts'
import { watchNetwork } from './network.ts'
import { Peer } from './peer.ts'
import type { MeshReport } from './reports.ts'
import { askedOf } from './wants.ts'

const tickMs = 1_000
/** The epoch before the first link: whoever makes that one may begin to count at 0. */
const noEpoch = -1
/** Signals that may wait for their sender to appear in the roster; a whole join fits. */
const mostEarlySignals = 64
/** A page that is laid out anew wants something else of everybody, in several steps. */
const wantMs = 200
/** Those who left are still told of in a complaint, and those who come and go all day are not. */
const mostDiaries = 16
/** Several wishes arrive at once, and a new network is told more than once. */
const gatherMs = 100

/** Everybody sends to everybody: a peer connection to each other participant, watched and repaired. */
export const createMesh: CreateEngine = (options) => new Mesh(options)

class Mesh implements Engine {
  #options: EngineOptions
  #me = ''
  #servers: ReturnType<typeof createIceServers>
  #tracks = new Map<TrackKind, MediaStreamTrack>()
  #peers = new Map<string, Peer>()
  /** These outlive the peers: signals of a link from before somebody left and came back must stay dead. */
  #epochs = new Map<string, number>()
  #earlySignals = new Map<string, Signal[]>()
  #diaries = new Map<string, { diary: Diary; initiator: boolean }>()
  #wants = new Map<string, Wants>()
  #cpuLoad = noCpuLoad(performance.now())
  /** The heights of the pictures when bitrates were last set. */
  #heights = ''
  #timer: ReturnType<typeof setInterval> | undefined
  #unwatch = () => {}
  #askSoon = throttle(wantMs, () => this.#ask())
  #shapeSoon = throttle(gatherMs, () => this.#shape())

  constructor(options: EngineOptions) {
    this.#options = options
    this.#servers = createIceServers(() => freshIceServers(options.roomId))
  }

  join({ participantId, participants, transport }: EngineSeat, returning: boolean) {
    this.#servers.set(transport.iceServers)
    if (this.#me === '') {
      this.#timer = setInterval(() => void this.#tick(), tickMs)
      this.#unwatch = watchNetwork(throttle(gatherMs, this.#networkChanged).ask)
      // A reload took our links. Those who joined later than we did made them, and are asked for new ones.
      if (returning) for (const peer of participants) this.#epochs.set(peer.participantId, noEpoch)
    }
    this.#me = participantId
    this.rosterChanged(participants)
  }

  rosterChanged(roster: EngineParticipant[]) {
    const self = roster.find((peer) => peer.participantId === this.#me)
    if (!self) return
    const others = new Map(roster.filter((peer) => peer !== self).map((peer) => [peer.participantId, peer]))
    const before = [...this.#peers.keys()].join()
    for (const id of [...this.#peers.keys()]) if (!others.has(id)) this.#part(id)
    for (const [id, peer] of others) {
      const known = this.#peers.get(id)
      if (known) known.participant = peer
      else this.#meet(peer, self)
    }
    if ([...this.#peers.keys()].join() === before) return
    this.#ask()
    this.#shape()
  }

  signalFrom(from: string, signal: Signal) {
    const peer = this.#peers.get(from)
    if (peer) return peer.hear(signal)
    // The signal overtook the news that its sender joined.
    const early = this.#earlySignals.get(from) ?? []
    if (early.length < mostEarlySignals) this.#earlySignals.set(from, [...early, signal])
  }

  async publish(kind: TrackKind, track: MediaStreamTrack | null) {
    if (track) this.#tracks.set(kind, track)
    else this.#tracks.delete(kind)
    await Promise.all([...this.#peers.values()].map((peer) => peer.publish(kind, track)))
    this.#shape()
  }

  want(participantId: string, kind: PictureKind, shown: Shown | null) {
    this.#wants.set(participantId, { ...this.#wants.get(participantId), [kind]: shown })
    this.#askSoon.ask()
  }

  level(participantId: string) {
    return this.#peers.get(participantId)?.level() ?? 0
  }

  leave() {
    clearInterval(this.#timer)
    this.#unwatch()
    this.#askSoon.cancel()
    this.#shapeSoon.cancel()
    for (const id of [...this.#peers.keys()]) this.#part(id)
    this.#earlySignals.clear()
    this.#wants.clear()
    this.#me = ''
  }

  async debug() {
    const reports = await Promise.all([...this.#peers.values()].map((peer) => peer.report()))
    return reports.filter((report) => report !== null)
  }

  report(): MeshReport {
    const links = [...this.#diaries].map(([participantId, { diary, initiator }]) => ({
      participantId,
      initiator,
      ...diary.read(),
    }))
    return { relay: this.#servers.relay(), slowBy: this.#cpuLoad.down, links }
  }

  #meet(other: EngineParticipant, self: EngineParticipant) {
    const id = other.participantId
    const known = this.#epochs.get(id)
    const initiator = self.joinSeq > other.joinSeq
    const diary = this.#diaries.get(id)?.diary ?? createDiary()
    this.#diaries.delete(id)
    this.#diaries.set(id, { diary, initiator })
    const [oldest] = this.#diaries.keys()
    if (oldest !== undefined && this.#diaries.size > mostDiaries) this.#diaries.delete(oldest)
    const peer = new Peer(other, {
      me: this.#me,
      initiator,
      epoch: known ?? noEpoch,
      servers: this.#servers,
      diary,
      tracks: this.#tracks,
      asked: { wants: this.#wants.get(id) ?? {}, spared: false },
      send: (signal) => this.#options.send(id, signal),
      onTrack: (kind, track) => this.#options.onTrack(id, kind, track),
      onQuality: (quality) => this.#options.onQuality(id, quality),
      onShape: this.#shapeSoon.ask,
    })
    this.#peers.set(id, peer)
    const early = this.#earlySignals.get(id) ?? []
    this.#earlySignals.delete(id)
    for (const signal of early) peer.hear(signal)
    // We lost the link to somebody we knew; unless a new one is on its way, ask for it.
    if (known !== undefined && !initiator && early.length === 0) peer.rebuild('joining')
  }

  #part(id: string) {
    const peer = this.#peers.get(id)
    if (!peer) return
    peer.close()
    this.#epochs.set(id, peer.epoch)
    this.#peers.delete(id)
    this.#earlySignals.delete(id)
  }

  #ask() {
    for (const [id, asked] of askedOf(this.#wants, [...this.#peers.keys()])) this.#peers.get(id)?.ask(asked)
  }

  /** The links share one uplink, so what one of them may spend depends on all. */
  #shape() {
    const heightOf = (kind: PictureKind, usual: number) =>
      this.#tracks.get(kind)?.getSettings().height ?? usual
    const call = {
      people: this.#peers.size + 1,
      sharing: this.#tracks.has('screen'),
      cameraHeight: heightOf('camera', 720),
      screenHeight: heightOf('screen', 1_080),
      down: this.#cpuLoad.down,
    }
    const peers = [...this.#peers.values()]
    const links = caps(
      call,
      peers.map(({ wanted }) => wanted),
    )
    for (const [at, peer] of peers.entries()) if (links[at]) peer.shape(links[at])
  }

  async #tick() {
    const peers = [...this.#peers.values()]
    await Promise.all(peers.map((peer) => peer.tick()))
    const { down } = this.#cpuLoad
    this.#cpuLoad = cpuLoad(
      this.#cpuLoad,
      peers.some((peer) => peer.slow),
      performance.now(),
    )
    const heights = (['camera', 'screen'] as const)
      .map((kind) => this.#tracks.get(kind)?.getSettings().height)
      .join()
    // A shared window may be resized, and a phone turned.
    if (this.#cpuLoad.down !== down || heights !== this.#heights) this.#shape()
    this.#heights = heights
  }

  /**
   * ICE finds the way through the new network now, not after the seconds a browser takes to miss the old one.
   */
  #networkChanged = () => {
    for (const peer of this.#peers.values()) void peer.restartIce('network')
  }
}
