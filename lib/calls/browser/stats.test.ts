import { expect, it } from 'vitest'
import { nothingReceived, received } from './stats.ts'

const mids = new Map([
  ['0', 'microphone'],
  ['1', 'camera'],
  ['2', 'screen'],
] as const)

it('counts what came in on each place, by its m-line and not by its kind of media', () => {
  const report = [
    { type: 'inbound-rtp', mid: '1', packetsReceived: 90, framesDecoded: 30 },
    { type: 'inbound-rtp', mid: '2', packetsReceived: 40, framesDecoded: 10 },
    { type: 'inbound-rtp', mid: '0', packetsReceived: 50, totalAudioEnergy: 0.25 },
    { type: 'outbound-rtp', mid: '0', packetsReceived: 1_000 },
    { type: 'inbound-rtp', mid: '9', packetsReceived: 1_000 },
    { type: 'candidate-pair' },
  ]
  expect(received(report, mids)).toEqual({
    ...nothingReceived(),
    microphone: { packets: 50, frames: 0, energy: 0.25 },
    camera: { packets: 90, frames: 30, energy: 0 },
    screen: { packets: 40, frames: 10, energy: 0 },
  })
})
