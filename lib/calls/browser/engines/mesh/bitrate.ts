import type { Shown, TrackKind } from '../engine.ts'
import type { Wants } from './channel-messages.ts'

/*
 * What one link may spend. In a mesh everybody sends to everybody, so an uncapped browser fills the uplink
 * with two people (up to 1.7 Mbit/s for 360p) and stutters with four.
 */
type Cap = {
  active: boolean
  maxBitrate: number
  maxFramerate?: number
  scaleResolutionDownBy?: number
  degradationPreference?: RTCDegradationPreference
}
export type Caps = Record<TrackKind, Cap>

/** From so many people on, only one camera is asked for by each of them. */
export const audioFirstFrom = 7

/** All pictures one sends share this, in kbit/s. */
const uplinkKbps = 2_500
const screenKbps = 1_500
const leastScreenKbps = 250
const leastCameraKbps = 50
/**
 * Heights are rounded up to this: a window that is being resized must not restart every encoder at every
 * pixel.
 */
const heightStep = 60
/**
 * The bits that a picture needs grow by this power of its height: pictures twice as high are four times as
 * large, and more alike inside.
 */
const bitsByHeight = 5 / 3
/** How many rows of fewer people a pinned picture is lifted, and how much more of the uplink it may take. */
const pinnedRows = 2
const pinnedWeight = 3

type Row = { camera: number; height: number; fps: number; audio: number }
const leastRow: Row = { camera: 150, height: 180, fps: 15, audio: 24 }
/** The rows are by number of people, from two; rates in kbit/s. */
const rows: Row[] = [
  { camera: 1_500, height: 720, fps: 30, audio: 48 },
  { camera: 800, height: 480, fps: 24, audio: 40 },
  { camera: 500, height: 360, fps: 24, audio: 32 },
  { camera: 350, height: 360, fps: 20, audio: 32 },
  { camera: 250, height: 240, fps: 15, audio: 24 },
  leastRow,
]
const rowOf = (people: number): Row => rows[Math.min(Math.max(people - 2, 0), rows.length - 1)] ?? leastRow
/** Below the last row there is nothing to save. */
export const rowCount = rows.length

export type Sending = {
  people: number
  sharing: boolean
  /** What the camera and the shared screen deliver, in pixels. */
  cameraHeight: number
  screenHeight: number
  /** The machine is too slow for the call by so many rows. */
  down: number
}

/** Caps for every kind on each link of a call, by what the other end of each link wants. */
export function caps(call: Sending, links: Wants[]): Caps[] {
  // A shared screen is what people look at: cameras make room for it by one row.
  const people = call.people + call.down + (call.sharing ? 1 : 0)
  const cameraBudget = call.sharing ? uplinkKbps - screenKbps : uplinkKbps
  const cameras = links.map(({ camera }) => cameraOf(camera, people, call.cameraHeight))
  const weights = cameras.reduce((sum, { weight }) => sum + weight, 0)
  const screens = links.filter(({ screen }) => screen !== null).length
  const audio = rowOf(call.people).audio * 1_000
  return links.map(({ screen }, at): Caps => {
    const { weight, kbps, ...camera } = cameras[at] ?? cameraOf(null, people, call.cameraHeight)
    const share = weights > 0 ? (cameraBudget * weight) / weights : 0
    return {
      microphone: { active: true, maxBitrate: audio },
      camera: {
        ...camera,
        maxBitrate: Math.floor(Math.max(Math.min(kbps, share), leastCameraKbps) * 1_000),
        degradationPreference: 'balanced',
      },
      screen: {
        active: screen !== null,
        maxBitrate: Math.floor(Math.max(screenKbps / Math.max(screens, 1), leastScreenKbps) * 1_000),
        maxFramerate: 15,
        scaleResolutionDownBy: screen ? Math.max(call.screenHeight / stepped(screen.height), 1) : 1,
        degradationPreference: 'maintain-resolution',
      },
      screenAudio: { active: true, maxBitrate: 64_000 },
    }
  })
}

/** A camera as one link would have it if the uplink had no end. */
function cameraOf(shown: Shown | null | undefined, people: number, cameraHeight: number) {
  const row = rowOf(shown?.pinned ? people - pinnedRows : people)
  const part = shown ? Math.min(stepped(shown.height) / row.height, 1) : 1
  const kbps = row.camera * part ** bitsByHeight
  return {
    active: shown !== null,
    maxFramerate: row.fps,
    scaleResolutionDownBy: Math.max(cameraHeight / (row.height * part), 1),
    kbps,
    weight: shown === null ? 0 : part * (shown?.pinned ? pinnedWeight : 1),
  }
}

const stepped = (height: number) => Math.ceil(height / heightStep) * heightStep
