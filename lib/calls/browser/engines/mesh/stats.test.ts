import { expect, it } from 'vitest'
import { kbpsOf, noReading, readStats, sentBetween } from './stats.ts'

const mids = new Map([
  ['0', 'microphone'],
  ['1', 'camera'],
  ['2', 'screen'],
] as const)

it('counts what came in on each place, by its m-line and not by its kind of media', () => {
  const report = [
    { id: 'a', type: 'inbound-rtp', mid: '1', packetsReceived: 90, framesDecoded: 30, packetsLost: 10 },
    { id: 'b', type: 'inbound-rtp', mid: '2', packetsReceived: 40, framesDecoded: 10, packetsLost: -1 },
    { id: 'c', type: 'inbound-rtp', mid: '0', packetsReceived: 50, totalAudioEnergy: 0.25 },
    { id: 'd', type: 'outbound-rtp', mid: '0', packetsReceived: 1_000 },
    { id: 'e', type: 'inbound-rtp', mid: '9', packetsReceived: 1_000 },
    { id: 'f', type: 'candidate-pair' },
  ]
  const reading = readStats(report, mids)
  expect(reading.received).toEqual({
    ...noReading().received,
    microphone: { packets: 50, frames: 0, energy: 0.25 },
    camera: { packets: 90, frames: 30, energy: 0 },
    screen: { packets: 40, frames: 10, energy: 0 },
  })
  expect(reading).toMatchObject({ packets: 180, lost: 10, path: null, roundTripMs: null })
})

const candidates = [
  { id: 'l', type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
  { id: 'r', type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp' },
]
const pair = { type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r' }

it.each([
  [
    'named by the transport',
    [
      { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
      { ...pair, id: 'p' },
    ],
  ],
  ['marked itself', [{ ...pair, id: 'p', selected: true }]],
])('tells the way of a pair that is %s', (_, entries) => {
  const other = { id: 'q', type: 'candidate-pair', currentRoundTripTime: 9 }
  const timed = entries.map((entry) => ({ ...entry, currentRoundTripTime: 0.0421 }))
  const { path, roundTripMs } = readStats([other, ...candidates, ...timed], mids)
  expect(path).toEqual({ local: 'relay', remote: 'srflx', protocol: 'tls' })
  expect(roundTripMs).toBe(42)
})

it('notices an encoder that is held back by the processor', () => {
  const outbound = { id: 'o', type: 'outbound-rtp', mid: '1' }
  expect(readStats([{ ...outbound, qualityLimitationReason: 'bandwidth' }], mids).slow).toBe(false)
  expect(readStats([{ ...outbound, qualityLimitationReason: 'cpu' }], mids).slow).toBe(true)
})

it('tells what leaves by what left between two looks', () => {
  const camera = {
    id: 'o',
    type: 'outbound-rtp',
    mid: '1',
    frameWidth: 320,
    frameHeight: 180,
    framesPerSecond: 15,
  }
  const before = readStats([{ ...camera, bytesSent: 1_000 }], mids)
  const now = readStats([{ ...camera, bytesSent: 51_000 }], mids)
  expect(sentBetween(before, now, 2_000).camera).toEqual({ kbps: 200, width: 320, height: 180, fps: 15 })
  expect(sentBetween(now, now, 2_000).camera).toEqual({ kbps: 0, width: 0, height: 0, fps: 0 })
  expect(kbpsOf(-5, 1_000)).toBe(0)
})
