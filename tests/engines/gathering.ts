import type {
  CreateEngine,
  Engine,
  EngineParticipant,
  EngineReport,
  LinkReport,
  PictureKind,
  TrackKind,
} from '#lib/calls/browser/engines/engine.ts'
import type { LinkQuality } from '#lib/calls/browser/engines/link-quality.ts'
import type { Signal } from '#lib/calls/schema.ts'

/*
 * A call of several people within one page: each has an engine of their own, and the page hands their signals
 * over as the server would. It runs in the browser.
 */

type Someone = {
  participant: EngineParticipant
  engine: Engine
  qualities: Map<string, LinkQuality>
  /** Pictures that were shown so far, by sender and kind. */
  frames: Map<string, number>
  players: Map<string, HTMLVideoElement>
}

export const gather = (create: CreateEngine, roomId: string) => {
  const people = new Map<string, Someone>()
  let seq = 0

  const of = (name: string): Someone => {
    const someone = people.get(name)
    if (!someone) throw new Error(`${name} is not here`)
    return someone
  }
  const roster = () => [...people.values()].map(({ participant }) => ({ ...participant }))
  const tell = (except?: string) => {
    for (const [name, { engine }] of people) if (name !== except) engine.rosterChanged(roster())
  }

  const sitDown = (participant: EngineParticipant): Someone => {
    const name = participant.participantId
    const qualities = new Map<string, LinkQuality>()
    const frames = new Map<string, number>()
    const players = new Map<string, HTMLVideoElement>()
    let delivered = Promise.resolve()
    const engine = create({
      roomId,
      send(to, signal) {
        const written = JSON.stringify(signal)
        delivered = delivered.then(() =>
          people.get(to)?.engine.signalFrom(name, JSON.parse(written) as Signal),
        )
      },
      onTrack(from, kind, track) {
        const key = `${from} ${kind}`
        players.get(key)?.remove()
        players.delete(key)
        if (track)
          players.set(
            key,
            play(track, () => frames.set(key, (frames.get(key) ?? 0) + 1)),
          )
      },
      onQuality: (from, quality) => qualities.set(from, quality),
    })
    const someone = { participant, engine, qualities, frames, players }
    people.set(name, someone)
    return someone
  }
  const publishOwn = async ({ engine }: Someone) => {
    const own = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width: 320, height: 180, frameRate: 15 },
    })
    for (const track of own.getTracks())
      await engine.publish(track.kind === 'video' ? 'camera' : 'microphone', track)
  }
  const seatOf = (participantId: string) => ({
    participantId,
    participants: roster(),
    transport: { kind: 'mesh' as const, iceServers: [] },
  })
  const part = ({ engine, players }: Someone) => {
    engine.leave()
    for (const player of players.values()) player.remove()
  }

  return {
    /** Somebody joins with microphone and camera. `lateMs`: the others hear of it only then. */
    async join(name: string, lateMs = 0) {
      const media = { microphone: true, camera: true, screen: false }
      const someone = sitDown({ participantId: name, joinSeq: ++seq, media, status: 'connected' })
      await publishOwn(someone)
      someone.engine.join(seatOf(name), false)
      setTimeout(() => tell(name), lateMs)
    },
    leave(name: string) {
      part(of(name))
      people.delete(name)
      tell()
    },
    /** The page of somebody is loaded anew: another engine comes back into the same seat. */
    async reload(name: string) {
      const before = of(name)
      part(before)
      const someone = sitDown(before.participant)
      await publishOwn(someone)
      someone.engine.join(seatOf(name), true)
      tell(name)
    },
    /** Somebody switches their camera, and everybody is told. */
    async camera(name: string, on: boolean) {
      const someone = of(name)
      someone.participant.media = { ...someone.participant.media, camera: on }
      if (on) await publishOwn(someone)
      else await someone.engine.publish('camera', null)
      tell()
    },
    want(name: string, from: string, kind: PictureKind, isShown: boolean) {
      of(name).engine.want(from, kind, isShown ? { height: 180, pinned: false } : null)
    },
    frames: (name: string, from: string, kind: TrackKind = 'camera') =>
      of(name).frames.get(`${from} ${kind}`) ?? 0,
    level: (name: string, from: string) => of(name).engine.level(from),
    quality: (name: string, from: string) => of(name).qualities.get(from) ?? null,
    debug: (name: string): Promise<LinkReport[]> => of(name).engine.debug(),
    report: (name: string): EngineReport => of(name).engine.report(),
  }
}

/** Plays what arrives, and counts its pictures. Sound is decoded only while somebody plays it. */
function play(track: MediaStreamTrack, count: () => void): HTMLVideoElement {
  const player = document.createElement('video')
  player.srcObject = new MediaStream([track])
  player.width = 160
  document.body.append(player)
  const next = () => {
    count()
    player.requestVideoFrameCallback(next)
  }
  player.requestVideoFrameCallback(next)
  void player.play().catch(() => undefined)
  return player
}
