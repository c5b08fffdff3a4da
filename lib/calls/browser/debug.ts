import type { CallSnapshot } from './call-state.ts'
import type { Engine, LinkReport } from './engine.ts'

/** What the browser tests and whoever helps a person with a bad call may read. It changes nothing. */
export type CallDebug = {
  links: () => Promise<LinkReport[]>
  call: () => Pick<CallSnapshot, 'phase' | 'me' | 'cutOff' | 'participants'>
}

declare global {
  interface Window {
    __rooms?: CallDebug
  }
}

/** Puts the diagnostics of this call on the page; returns how to take them away. */
export const exposeCall = (engine: Engine, get: () => CallSnapshot) => {
  window.__rooms = {
    links: () => engine.debug(),
    call: () => {
      const { phase, me, cutOff, participants } = get()
      return { phase, me, cutOff, participants }
    },
  }
  return () => {
    delete window.__rooms
  }
}
