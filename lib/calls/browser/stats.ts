import type { Received, TrackKind } from './engine.ts'

type Inbound = {
  type: string
  mid?: string
  packetsReceived?: number
  framesDecoded?: number
  totalAudioEnergy?: number
}
/** The part of RTCStatsReport that is read here. */
type Report = { forEach(look: (entry: Inbound) => void): void }

const none = (): Received => ({ packets: 0, frames: 0, energy: 0 })

export const nothingReceived = (): Record<TrackKind, Received> => ({
  microphone: none(),
  camera: none(),
  screen: none(),
  screenAudio: none(),
})

/** What has arrived so far, by kind. `mids` gives the kind that each m-line of the link carries. */
export function received(report: Report, mids: ReadonlyMap<string, TrackKind>): Record<TrackKind, Received> {
  const sums = nothingReceived()
  report.forEach((entry) => {
    const kind = entry.type === 'inbound-rtp' && entry.mid !== undefined ? mids.get(entry.mid) : undefined
    if (!kind) return
    sums[kind].packets += entry.packetsReceived ?? 0
    sums[kind].frames += entry.framesDecoded ?? 0
    sums[kind].energy += entry.totalAudioEnergy ?? 0
  })
  return sums
}
