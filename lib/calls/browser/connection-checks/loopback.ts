import type { IceServer } from '../../schema.ts'
import { type RelayFault, relayFault } from './relay-fault.ts'

/** TLS to a distant relay takes a second or two; a firewall that swallows packets never answers. */
const relayAnswersMs = 10_000

export type Loopback = {
  /** What came back, once per track that was sent. */
  arriving: MediaStreamTrack[]
  /** From the first candidate to a connection that is verified both ways (ICE, RFC 8445). */
  tookMs: number
  close: () => void
}
type Options = {
  iceServers: IceServer[]
  /** Everything has to go through a relay, as between two people behind firewalls. */
  relayed: boolean
  /** Sent from one end to the other; without any, the connection itself is all there is. */
  tracks?: MediaStreamTrack[]
  signal: AbortSignal
}

/**
 * A call with oneself: two ends in this page, and nobody else. Gives the fault when it does not come about.
 */
export async function openLoopback(options: Options): Promise<Loopback | RelayFault> {
  const { iceServers, relayed, tracks = [], signal } = options
  signal.throwIfAborted()
  const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: relayed ? 'relay' : 'all' }
  const near = new RTCPeerConnection(configuration)
  const far = new RTCPeerConnection(configuration)
  const codes: number[] = []
  const arriving: MediaStreamTrack[] = []
  const close = () => {
    near.close()
    far.close()
  }
  signal.addEventListener('abort', close, { once: true })
  const startedMs = performance.now()
  far.ontrack = ({ track }) => arriving.push(track)
  near.createDataChannel('loopback')
  for (const track of tracks) near.addTrack(track)
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.onicecandidate = ({ candidate }) =>
      void to.addIceCandidate(candidate ?? undefined).catch(() => undefined)
    from.onicecandidateerror = ({ errorCode }) => codes.push(errorCode)
  }
  try {
    await Promise.all([whenConnected([near, far], signal), describe(near, far)])
    return { arriving, tookMs: Math.round(performance.now() - startedMs), close }
  } catch {
    const gathered = [near, far].every(hasCandidate)
    close()
    signal.throwIfAborted()
    return relayFault(codes, gathered)
  }
}

/** Candidates follow the description they belong to, so each end knows the other's first. */
async function describe(near: RTCPeerConnection, far: RTCPeerConnection) {
  await near.setLocalDescription()
  if (near.localDescription) await far.setRemoteDescription(near.localDescription)
  await far.setLocalDescription()
  if (far.localDescription) await near.setRemoteDescription(far.localDescription)
}

const whenConnected = (ends: RTCPeerConnection[], signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), relayAnswersMs)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    const look = () => {
      if (ends.some(({ connectionState }) => connectionState === 'failed')) reject(new Error('failed'))
      if (ends.every(({ connectionState }) => connectionState === 'connected')) {
        clearTimeout(timer)
        resolve()
      }
    }
    for (const end of ends) {
      end.onconnectionstatechange = look
      end.onicegatheringstatechange = () => {
        if (end.iceGatheringState === 'complete' && !hasCandidate(end)) reject(new Error('no candidate'))
      }
    }
  })

const hasCandidate = ({ localDescription }: RTCPeerConnection) =>
  localDescription?.sdp.includes('a=candidate:') ?? false
