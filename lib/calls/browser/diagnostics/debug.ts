import type { CurrentEngine } from '../engines/current-engine.ts'
import type { Engine, LinkReport } from '../engines/engine.ts'
import type { CallSnapshot } from '../state/snapshot.ts'
import { type CallReport, callReport } from './report.ts'

/**
 * What the browser tests, and whoever helps a person with a bad call, may read. `want` is what the page's
 * layout wants too.
 */
export type CallDebug = {
  links: () => Promise<LinkReport[]>
  call: () => Pick<CallSnapshot, 'phase' | 'me' | 'cutOff' | 'participants'>
  report: () => CallReport
  want: Engine['want']
}

declare global {
  interface Window {
    __rooms?: CallDebug
  }
}

/** What may be attached to a complaint about this call. */
export const reportOf = (engine: CurrentEngine, seen: CallSnapshot): CallReport =>
  callReport(engine.report(), seen, navigator.userAgent, Date.now())

/** Puts the diagnostics of this call on the page; returns how to take them away. */
export const exposeCall = (engine: CurrentEngine, get: () => CallSnapshot) => {
  window.__rooms = {
    links: async () => (await engine.get()?.debug()) ?? [],
    call: () => {
      const { phase, me, cutOff, participants } = get()
      return { phase, me, cutOff, participants }
    },
    report: () => reportOf(engine, get()),
    want: (...wish) => engine.get()?.want(...wish),
  }
  return () => {
    delete window.__rooms
  }
}
