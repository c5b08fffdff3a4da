import type { LinkView } from '../engine.ts'
import type { Diary } from './diary.ts'
import { createGauge } from './gauge.ts'
import type { Diagnosis } from './health.ts'
import type { Link } from './link.ts'
import { together, withLack } from './score.ts'
import type { Reading } from './stats.ts'
import { createView } from './view.ts'

type Ends = { diary: Diary; onView: (view: LinkView) => void; tell: (score: number | null) => void }
export type Outlook = ReturnType<typeof createOutlook>

/** How the links to one participant look: measured, told to people and to the other end, and written down. */
export const createOutlook = ({ diary, onView, tell }: Ends) => {
  const view = createView(onView)
  let gauge = createGauge()
  let here: number | null = null
  let there: number | null = null

  return {
    view: view.get,
    sent: () => gauge.rates().sent,
    /** How well we receive. */
    score: () => here,
    hear: (score: number | null) => {
      there = score
    },
    rest: () => gauge.rest(performance.now()),
    /** Another link has taken the place of the one before. */
    renew() {
      gauge = createGauge()
      here = null
      there = null
    },
    see(link: Link | null, reading: Reading, { health, lacks, resigned, why }: Diagnosis, spared: boolean) {
      const atMs = performance.now()
      const connection = link?.state ?? 'new'
      // What is lost in an outage is told by the outage, and says nothing about the link after it.
      if (health !== 'ok' && health !== 'unstable') gauge.rest(atMs)
      gauge.read(atMs, reading)
      const measured = connection === 'connected' ? withLack(gauge.score(), lacks) : null
      if (measured !== here) tell(measured)
      here = measured
      const score = together(here, there)
      view.show({ health, lacks, resigned, why, score, spared }, atMs)
      diary.write(Date.now(), () => {
        const { sent: _, ...rates } = gauge.rates()
        const { arriving: picture, path } = reading
        const ice = link?.iceState ?? null
        return { health, lacks, why, score, connection, ice, path, picture, ...rates }
      })
    },
  }
}
