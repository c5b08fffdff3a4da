import { expect, it } from 'vitest'
import { createMeasurements } from './measurements.ts'
import { noReading, type Reading } from './stats.ts'

/** A link that is sent 100 packets a second; `lossOf` gives the share that is lost in a second. */
const play = (seconds: number, lossOf: (second: number) => number, restAt = -1) => {
  const measurements = createMeasurements()
  let reading: Reading = noReading()
  const scores: (number | null)[] = []
  for (let second = 0; second < seconds; second++) {
    const lost = lossOf(second) * 100
    reading = {
      ...reading,
      packets: reading.packets + 100 - lost,
      lost: reading.lost + lost,
      bytesIn: reading.bytesIn + 12_500,
    }
    if (second === restAt) measurements.rest(second * 1_000)
    measurements.read(second * 1_000, reading)
    scores.push(measurements.score())
  }
  return { scores, rates: measurements.rates() }
}

it('measures from the second reading on', () => {
  const { scores, rates } = play(3, () => 0)
  expect(scores).toEqual([null, 100, 100])
  expect(rates).toMatchObject({ kbpsIn: 100, lost: 0 })
})

it('falls with what is lost and recovers after', () => {
  const { scores } = play(20, (second) => (second >= 5 && second < 10 ? 0.2 : 0))
  expect(scores[9]).toBe(20)
  expect(scores.at(-1)).toBe(100)
})

it('does not count what was amiss while something was switched on', () => {
  const { scores } = play(12, (second) => (second >= 5 && second < 8 ? 0.5 : 0), 5)
  expect(new Set(scores.slice(1))).toEqual(new Set([100]))
})

it('takes no rate from readings that are close together', () => {
  const measurements = createMeasurements()
  measurements.read(0, noReading())
  measurements.read(100, { ...noReading(), bytesIn: 1_000_000 })
  expect(measurements.rates().kbpsIn).toBe(0)
})
