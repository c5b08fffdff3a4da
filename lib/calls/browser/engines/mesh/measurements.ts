import type { Sent, TrackKind } from '../engine.ts'
import { type Quality, scoreOf, steady } from './score.ts'
import { byKind, bytesOut, kbpsOf, type Reading, sentBetween } from './stats.ts'

/** Readings closer together than this say nothing about a rate. */
const leastMs = 900
/** The score tells of so many readings, about a second each. */
const windowLength = 5
/** What is switched on or shown again counts its absence as loss and as one long freeze. */
const restMs = 3_000

type Rates = {
  kbpsIn: number
  kbpsOut: number
  lost: number
  roundTripMs: number | null
  sent: Record<TrackKind, Sent>
}

/** What was counted between two readings. */
type Interval = {
  ms: number
  /** Those that were sent, the lost ones among them. */
  packets: number
  lostPackets: number
  samples: number
  concealedSamples: number
  frozenMs: number
}

/** Makes rates and a score out of the readings of one link. */
export const createMeasurements = () => {
  let last: { atMs: number; reading: Reading } | null = null
  let intervals: Interval[] = []
  let restingUntilMs = Number.NEGATIVE_INFINITY
  let score: number | null = null
  let rates: Rates = {
    kbpsIn: 0,
    kbpsOut: 0,
    lost: 0,
    roundTripMs: null,
    sent: byKind(() => ({ kbps: 0, width: 0, height: 0, fps: 0 })),
  }

  return {
    rates: () => rates,
    /** How well we receive, 0 to 100 in steps of 5; null until it was measured. */
    score: () => score,

    read(atMs: number, reading: Reading) {
      const before = last
      if (before && atMs - before.atMs < leastMs) return
      last = { atMs, reading }
      if (!before) return
      const ms = atMs - before.atMs
      const interval = between(before.reading, reading, ms)
      rates = {
        kbpsIn: kbpsOf(reading.bytesIn - before.reading.bytesIn, ms),
        kbpsOut: kbpsOf(bytesOut(reading) - bytesOut(before.reading), ms),
        lost: share(interval.lostPackets, interval.packets),
        roundTripMs: reading.roundTripMs,
        sent: sentBetween(before.reading, reading, ms),
      }
      if (atMs < restingUntilMs) return
      intervals = [...intervals, interval].slice(-windowLength)
      score = steady(score, scoreOf({ ...qualityOf(intervals), roundTripMs: reading.roundTripMs }))
    },

    /**
     * Something was muted, unmuted, hidden or shown: what was counted before and just after means nothing.
     */
    rest(atMs: number) {
      intervals = []
      restingUntilMs = atMs + restMs
    },
  }
}

const between = (before: Reading, now: Reading, ms: number): Interval => {
  const grown = (count: 'packets' | 'lost' | 'samples' | 'concealed' | 'frozenMs') =>
    Math.max(now[count] - before[count], 0)
  return {
    ms,
    packets: grown('packets') + grown('lost'),
    lostPackets: grown('lost'),
    samples: grown('samples'),
    concealedSamples: grown('concealed'),
    frozenMs: grown('frozenMs'),
  }
}

const qualityOf = (intervals: Interval[]): Omit<Quality, 'roundTripMs'> => {
  const sum = (part: keyof Interval) => intervals.reduce((total, interval) => total + interval[part], 0)
  return {
    lost: share(sum('lostPackets'), sum('packets')),
    concealed: share(sum('concealedSamples'), sum('samples')),
    frozen: share(sum('frozenMs'), sum('ms')),
  }
}

const share = (part: number, whole: number) => (whole > 0 ? Math.min(part / whole, 1) : 0)
