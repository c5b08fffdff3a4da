import { meter } from '#lib/calls/browser/devices/levels.ts'
import {
  type CreateEngine,
  type Engine,
  type EngineOptions,
  type EngineParticipant,
  type EngineSeat,
  type PictureKind,
  type Shown,
  type TrackKind,
  trackKinds,
} from '#lib/calls/browser/engines/engine.ts'
import type { LinkQuality } from '#lib/calls/browser/engines/link-quality.ts'

const ok: LinkQuality = { health: 'ok', lacks: null, resigned: false, why: null, score: 100, spared: false }

/** An engine without a network: everybody else is seen and heard as oneself. */
export const createLoopback: CreateEngine = (options) => new Loopback(options)

class Loopback implements Engine {
  #options: EngineOptions
  #me = ''
  #roster: EngineParticipant[] = []
  #tracks = new Map<TrackKind, MediaStreamTrack>()
  #unwanted = new Set<string>()
  #copies = new Map<string, Copy>()
  #known = new Set<string>()

  constructor(options: EngineOptions) {
    this.#options = options
  }

  join({ participantId, participants }: EngineSeat) {
    this.#me = participantId
    this.rosterChanged(participants)
  }

  async publish(kind: TrackKind, track: MediaStreamTrack | null) {
    if (track) this.#tracks.set(kind, track)
    else this.#tracks.delete(kind)
    this.#copy()
  }

  want(participantId: string, kind: PictureKind, shown: Shown | null) {
    if (shown) this.#unwanted.delete(`${participantId} ${kind}`)
    else this.#unwanted.add(`${participantId} ${kind}`)
    this.#copy()
  }

  rosterChanged(roster: EngineParticipant[]) {
    this.#roster = roster.filter(({ participantId }) => participantId !== this.#me)
    const ids = this.#roster.map(({ participantId }) => participantId)
    for (const id of ids) if (!this.#known.has(id)) this.#options.onQuality(id, ok)
    this.#known = new Set(ids)
    this.#copy()
  }

  signalFrom() {
    // Nothing is negotiated.
  }

  level(participantId: string) {
    return this.#copies.get(`${participantId} microphone`)?.level ?? 0
  }

  leave() {
    this.#me = ''
    this.#unwanted.clear()
    this.rosterChanged([])
  }

  async debug() {
    return this.#roster.map(({ participantId }) => ({
      ...ok,
      participantId,
      received: byKind((kind) => received(this.#copies.get(`${participantId} ${kind}`))),
      sent: byKind(() => ({ kbps: 0, width: 0, height: 0, fps: 0 })),
    }))
  }

  report() {
    return { links: this.#roster.map(({ participantId }) => ({ participantId })) }
  }

  /** Copies what is on and wanted of everybody, and nothing else. */
  #copy() {
    const on = new Map(
      this.#roster.flatMap(({ participantId, media }) =>
        trackKinds.flatMap((kind) => {
          const name = `${participantId} ${kind}`
          const track = this.#tracks.get(kind)
          const isOn = media[kind === 'screenAudio' ? 'screen' : kind] && !this.#unwanted.has(name)
          return track && isOn ? [[name, { participantId, kind, track }] as const] : []
        }),
      ),
    )
    for (const [name, copy] of this.#copies) {
      if (on.get(name)?.track === copy.of) continue
      copy.stop()
      this.#copies.delete(name)
      this.#options.onTrack(copy.participantId, copy.kind, null)
    }
    for (const [name, { participantId, kind, track }] of on) {
      if (this.#copies.has(name)) continue
      const copy = copyOf(participantId, kind, track)
      this.#copies.set(name, copy)
      this.#options.onTrack(participantId, kind, copy.track)
    }
  }
}

type Copy = ReturnType<typeof copyOf>

function copyOf(participantId: string, kind: TrackKind, of: MediaStreamTrack) {
  const track = of.clone()
  const player = document.createElement('video')
  player.muted = true
  player.srcObject = new MediaStream([track])
  void player.play().catch(() => undefined)
  const copy = { participantId, kind, of, track, player, level: 0, energy: 0, looks: 0, stop }
  const stopMeter =
    track.kind === 'audio' &&
    meter(track, (level) =>
      Object.assign(copy, { level, energy: copy.energy + level ** 2, looks: copy.looks + 1 }),
    )
  function stop() {
    if (stopMeter) stopMeter()
    player.srcObject = null
    track.stop()
  }
  return copy
}

const received = (copy: Copy | undefined) => ({
  packets: copy?.looks ?? 0,
  frames: copy?.player.getVideoPlaybackQuality().totalVideoFrames ?? 0,
  energy: copy?.energy ?? 0,
})

const byKind = <V>(make: (kind: TrackKind) => V): Record<TrackKind, V> => ({
  microphone: make('microphone'),
  camera: make('camera'),
  screen: make('screen'),
  screenAudio: make('screenAudio'),
})
