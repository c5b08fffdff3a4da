import type { Store } from '#lib/db/open.ts'
import { type Ear, startThread } from '#lib/db/thread.ts'
import type { Part, PartAsked } from '#lib/export/part.ts'
import { turns } from '#lib/fair-queue.ts'
import type { Asked } from '#lib/search/find-messages.ts'

/** What one may ask of the thread; lib/background/worker.ts answers. */
export type Questions = {
  /** A page of hits as JSON: what is only passed on costs the thread of the sockets nothing to take over. */
  find: (asked: Asked) => Promise<Uint8Array<ArrayBuffer>>
  exportPart: (asked: PartAsked) => Promise<Part>
  /** The bytes of all files together. */
  storedBytes: (nothing?: undefined) => Promise<number>
  /** Resolves when everything written before can be found. */
  catchUp: (nothing?: undefined) => Promise<void>
}
export type Background = Questions & { stop: () => Promise<void> }

/**
 * Starts the thread that searches and exports, with its own handles: on the thread of the sockets a long read
 * would make everybody wait. `hear` gets its lines for the log.
 */
export function startBackground(store: Store, hear: Ear): Background {
  const thread = startThread(new URL('./worker.ts', import.meta.url), store, hear)
  const question = <N extends keyof Questions>(name: N) =>
    ((input: unknown) => thread.ask(name, input)) as Questions[N]
  const exportPart = question('exportPart')
  // One part at a time, by person: however many exports there are, a search finds at most one part before it.
  const inTurn = turns({ atOnce: 1 })
  return {
    // Of each person one at a time already (lib/search/in-turn.ts).
    find: question('find'),
    exportPart: (asked) => inTurn(asked.viewer.userId, () => exportPart(asked)),
    storedBytes: question('storedBytes'),
    catchUp: question('catchUp'),
    stop: thread.stop,
  }
}
