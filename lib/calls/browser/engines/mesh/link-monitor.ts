import type { LinkQuality } from '../link-quality.ts'
import type { Diary } from './diary.ts'
import type { Diagnosis } from './health.ts'
import { createMeasurements } from './measurements.ts'
import type { PeerConnection } from './peer-connection.ts'
import { createQualityChanges } from './quality-changes.ts'
import { together, withLack } from './score.ts'
import type { Reading } from './stats.ts'

type Options = {
  diary: Diary
  onQuality: (quality: LinkQuality) => void
  tell: (score: number | null) => void
}
export type LinkMonitor = ReturnType<typeof createLinkMonitor>

/** Measures how well one participant arrives here, tells people and the other end, and writes it down. */
export const createLinkMonitor = ({ diary, onQuality, tell }: Options) => {
  const changes = createQualityChanges(onQuality)
  let measurements = createMeasurements()
  let here: number | null = null
  let there: number | null = null

  return {
    quality: changes.get,
    sent: () => measurements.rates().sent,
    /** How well we receive. */
    score: () => here,
    hear: (score: number | null) => {
      there = score
    },
    rest: () => measurements.rest(performance.now()),
    /** Another connection has taken the place of the one before. */
    renew() {
      measurements = createMeasurements()
      here = null
      there = null
    },
    see(
      connection: PeerConnection | null,
      reading: Reading,
      { health, lacks, resigned, why }: Diagnosis,
      spared: boolean,
    ) {
      const atMs = performance.now()
      const state = connection?.state ?? 'new'
      // What is lost in an outage is told by the outage, and says nothing about the link after it.
      if (health !== 'ok' && health !== 'unstable') measurements.rest(atMs)
      measurements.read(atMs, reading)
      const measured = state === 'connected' ? withLack(measurements.score(), lacks) : null
      if (measured !== here) tell(measured)
      here = measured
      const score = together(here, there)
      changes.show({ health, lacks, resigned, why, score, spared }, atMs)
      diary.write(Date.now(), () => {
        const { sent: _, ...rates } = measurements.rates()
        const { arriving: picture, path } = reading
        const ice = connection?.iceState ?? null
        return { health, lacks, why, score, connection: state, ice, path, picture, ...rates }
      })
    },
  }
}
