import type { TrackKind } from './engine.ts'

/*
 * What one link may spend. In a mesh everybody sends to everybody, so an uncapped browser fills the uplink
 * with two people (up to 1.7 Mbit/s for 360p) and stutters with four.
 */
export type Cap = {
  maxBitrate: number
  maxFramerate?: number
  scaleResolutionDownBy?: number
  degradationPreference?: RTCDegradationPreference
}

/** Shared by all cameras one sends, in kbit/s. */
const uplinkKbps = 2_500
const screenKbps = 1_500
const leastScreenKbps = 250

type Row = { camera: number; height: number; fps: number; audio: number }
/** By number of people, from two; kbit/s. */
const rows: Row[] = [
  { camera: 1_500, height: 720, fps: 30, audio: 48 },
  { camera: 800, height: 480, fps: 24, audio: 40 },
  { camera: 500, height: 360, fps: 24, audio: 32 },
  { camera: 350, height: 360, fps: 20, audio: 32 },
  { camera: 250, height: 240, fps: 15, audio: 24 },
  { camera: 150, height: 180, fps: 15, audio: 24 },
]
const rowOf = (people: number): Row =>
  rows[Math.min(Math.max(people - 2, 0), rows.length - 1)] ?? { camera: 150, height: 180, fps: 15, audio: 24 }

/** Caps for every kind on each link of a call of so many people. `cameraHeight` is what the camera delivers, in pixels. */
export function caps(call: {
  people: number
  sharing: boolean
  cameraHeight: number
}): Record<TrackKind, Cap> {
  const links = Math.max(call.people - 1, 1)
  // A shared screen is what people look at: cameras make room for it by one row.
  const row = rowOf(call.sharing ? call.people + 1 : call.people)
  const budget = (call.sharing ? uplinkKbps - screenKbps : uplinkKbps) / links
  const audio: Cap = { maxBitrate: rowOf(call.people).audio * 1_000 }
  return {
    microphone: audio,
    camera: {
      maxBitrate: Math.round(Math.min(row.camera, budget) * 1_000),
      maxFramerate: row.fps,
      scaleResolutionDownBy: Math.max(call.cameraHeight / row.height, 1),
      degradationPreference: 'balanced',
    },
    screen: {
      maxBitrate: Math.round(Math.max(screenKbps / links, leastScreenKbps) * 1_000),
      maxFramerate: 15,
      degradationPreference: 'maintain-resolution',
    },
    screenAudio: { maxBitrate: 64_000 },
  }
}
