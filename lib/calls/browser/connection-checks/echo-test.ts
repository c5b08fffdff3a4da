import { api } from '#lib/http/browser/client.ts'
import type { IceServer } from '../../schema.ts'
import { relaysOf } from './ice-urls.ts'
import { type Loopback, openLoopback } from './loopback.ts'
import type { RelayFault } from './relay-fault.ts'

const echoMs = 5_000

/**
 * What an echo proved: it came through the relay; directly, for want of one; or directly, because the relay
 * failed.
 */
export type EchoProof = 'relayed' | 'direct' | RelayFault['fault']
export type Echo = { recording: Blob; proof: EchoProof }

type Options = {
  roomId: string
  tracks: MediaStreamTrack[]
  signal: AbortSignal
  /** Recording began; this is what is recorded. */
  onRecording: (arriving: MediaStream) => void
}

/**
 * Sends one's own microphone and camera on a way through the network and back, and records what arrives.
 * Nobody else hears it. Null: not even the direct way came about. Rejects when aborted.
 */
export async function recordEcho({ roomId, tracks, signal, onRecording }: Options): Promise<Echo | null> {
  const { iceServers } = await api('GET /rooms/{roomId}/ice-servers', { params: { roomId }, signal })
  // Copies: the echo is heard also by who is muted, and the call keeps its own.
  const copies = tracks.map((track) => {
    const copy = track.clone()
    copy.enabled = true
    return copy
  })
  let open: Loopback | undefined
  try {
    const way = await findWay(iceServers, copies, signal)
    if (!way) return null
    open = way.loopback
    const arriving = new MediaStream(open.arriving)
    onRecording(arriving)
    return { recording: await record(arriving, signal), proof: way.proof }
  } finally {
    open?.close()
    for (const copy of copies) copy.stop()
  }
}

async function findWay(iceServers: IceServer[], tracks: MediaStreamTrack[], signal: AbortSignal) {
  let proof: EchoProof = 'direct'
  if (relaysOf(iceServers).length > 0) {
    const relayed = await openLoopback({ iceServers, relayed: true, tracks, signal })
    if (!('fault' in relayed)) return { loopback: relayed, proof: 'relayed' as const }
    proof = relayed.fault
  }
  const direct = await openLoopback({ iceServers: [], relayed: false, tracks, signal })
  return 'fault' in direct ? null : { loopback: direct, proof }
}

async function record(arriving: MediaStream, signal: AbortSignal): Promise<Blob> {
  // Chromium takes nothing from a distant track that nobody plays.
  const player = new Audio()
  player.muted = true
  player.srcObject = arriving
  await player.play()
  const recorder = new MediaRecorder(arriving)
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  try {
    await new Promise<void>((resolve, reject) => {
      recorder.onstop = () => resolve()
      recorder.onerror = () => reject(new Error('The browser could not record the echo.'))
      const timer = setTimeout(() => recorder.stop(), echoMs)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        if (recorder.state !== 'inactive') recorder.stop()
      })
      recorder.start()
    })
    signal.throwIfAborted()
    return new Blob(parts, { type: recorder.mimeType })
  } finally {
    player.srcObject = null
  }
}
