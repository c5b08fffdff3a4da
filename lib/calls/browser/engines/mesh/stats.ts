import { type Received, type Sent, type TrackKind, trackKinds } from '../engine.ts'

type End = 'host' | 'srflx' | 'prflx' | 'relay'
/** The way a link takes through the networks: the kinds of its two candidates, never their addresses. */
export type Path = { local: End; remote: End; protocol: 'udp' | 'tcp' | 'tls' }

/**
 * The part of an RTCStats that is read here (W3C webrtc-stats). Addresses are in the real one, and stay
 * there.
 */
type Entry = {
  id: string
  type: string
  mid?: string
  packetsReceived?: number
  packetsLost?: number
  bytesReceived?: number
  bytesSent?: number
  framesDecoded?: number
  totalAudioEnergy?: number
  totalSamplesReceived?: number
  concealedSamples?: number
  silentConcealedSamples?: number
  totalFreezesDuration?: number
  frameWidth?: number
  frameHeight?: number
  framesPerSecond?: number
  qualityLimitationReason?: string
  selectedCandidatePairId?: string
  selected?: boolean
  localCandidateId?: string
  remoteCandidateId?: string
  currentRoundTripTime?: number
  candidateType?: string
  protocol?: string
  relayProtocol?: string
}
/** The part of RTCStatsReport that is read here. */
type Report = { forEach(look: (entry: Entry) => void): void }

type Picture = { width: number; height: number; fps: number }
type Leaving = Picture & { bytes: number }

/** One look at a link. Everything but pictures, path and round trip is counted from its beginning. */
export type Reading = {
  received: Record<TrackKind, Received>
  sent: Record<TrackKind, Leaving>
  arriving: Picture
  packets: number
  lost: number
  samples: number
  concealed: number
  frozenMs: number
  bytesIn: number
  roundTripMs: number | null
  /** The processor slows an encoder. */
  slow: boolean
  path: Path | null
}

export const noReading = (): Reading => ({
  received: byKind(() => ({ packets: 0, frames: 0, energy: 0 })),
  sent: byKind(() => ({ bytes: 0, width: 0, height: 0, fps: 0 })),
  arriving: { width: 0, height: 0, fps: 0 },
  packets: 0,
  lost: 0,
  samples: 0,
  concealed: 0,
  frozenMs: 0,
  bytesIn: 0,
  roundTripMs: null,
  slow: false,
  path: null,
})

/** Reads a report of a link. `mids` gives the kind that each m-line of the link carries. */
export function readStats(report: Report, mids: ReadonlyMap<string, TrackKind>): Reading {
  const reading = noReading()
  const entries = new Map<string, Entry>()
  report.forEach((entry) => {
    entries.set(entry.id, entry)
    const kind = entry.mid === undefined ? undefined : mids.get(entry.mid)
    if (kind && entry.type === 'inbound-rtp') addInbound(reading, kind, entry)
    if (kind && entry.type === 'outbound-rtp') addOutbound(reading, kind, entry)
  })
  const pair = selectedPair([...entries.values()])
  if (!pair) return reading
  const { currentRoundTripTime } = pair
  if (currentRoundTripTime !== undefined) reading.roundTripMs = Math.round(currentRoundTripTime * 1_000)
  reading.path = pathOf(entries.get(pair.localCandidateId ?? ''), entries.get(pair.remoteCandidateId ?? ''))
  return reading
}

export const byKind = <V>(make: (kind: TrackKind) => V): Record<TrackKind, V> => ({
  microphone: make('microphone'),
  camera: make('camera'),
  screen: make('screen'),
  screenAudio: make('screenAudio'),
})

/** What left between two readings. */
export const sentBetween = (before: Reading, now: Reading, ms: number): Record<TrackKind, Sent> =>
  byKind((kind) => {
    const { bytes, ...picture } = now.sent[kind]
    const kbps = kbpsOf(bytes - before.sent[kind].bytes, ms)
    return kbps > 0 ? { ...picture, kbps } : { kbps, width: 0, height: 0, fps: 0 }
  })
export const bytesOut = (reading: Reading) =>
  trackKinds.reduce((sum, kind) => sum + reading.sent[kind].bytes, 0)
/** `bytes` are those of so many milliseconds. */
export const kbpsOf = (bytes: number, ms: number) => Math.round((Math.max(bytes, 0) * 8) / ms)

function addInbound(reading: Reading, kind: TrackKind, entry: Entry) {
  const sums = reading.received[kind]
  sums.packets += entry.packetsReceived ?? 0
  sums.frames += entry.framesDecoded ?? 0
  sums.energy += entry.totalAudioEnergy ?? 0
  reading.packets += entry.packetsReceived ?? 0
  reading.lost += Math.max(entry.packetsLost ?? 0, 0)
  reading.samples += entry.totalSamplesReceived ?? 0
  reading.concealed += (entry.concealedSamples ?? 0) - (entry.silentConcealedSamples ?? 0)
  reading.frozenMs += (entry.totalFreezesDuration ?? 0) * 1_000
  reading.bytesIn += entry.bytesReceived ?? 0
  if (kind === 'camera') reading.arriving = pictureOf(entry)
}

function addOutbound(reading: Reading, kind: TrackKind, entry: Entry) {
  reading.sent[kind] = { bytes: entry.bytesSent ?? 0, ...pictureOf(entry) }
  if (entry.qualityLimitationReason === 'cpu') reading.slow = true
}

const pictureOf = ({ frameWidth, frameHeight, framesPerSecond }: Entry): Picture => ({
  width: frameWidth ?? 0,
  height: frameHeight ?? 0,
  fps: Math.round(framesPerSecond ?? 0),
})

/** Firefox marks the pair itself, the others name it in the transport. */
function selectedPair(entries: Entry[]): Entry | undefined {
  const id = entries.find(({ type }) => type === 'transport')?.selectedCandidatePairId
  return entries.find((entry) => entry.type === 'candidate-pair' && (entry.selected || entry.id === id))
}

/** Only words of these lists pass: nothing that a browser puts beside them can. */
function pathOf(local: Entry | undefined, remote: Entry | undefined): Path | null {
  const kinds = ['host', 'srflx', 'prflx', 'relay'] as const
  const protocols = ['udp', 'tcp', 'tls'] as const
  const kindOf = (end: Entry | undefined) => kinds.find((kind) => kind === end?.candidateType)
  const protocol = protocols.find((one) => one === (local?.relayProtocol ?? local?.protocol))
  const [from, to] = [kindOf(local), kindOf(remote)]
  return from && to && protocol ? { local: from, remote: to, protocol } : null
}
