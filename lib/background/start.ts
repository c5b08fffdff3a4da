import type { Store } from '#lib/db/open.ts'
import { startThread } from '#lib/db/thread.ts'
import type { Part, PartAsked } from '#lib/export/part.ts'
import type { Asked, Found } from '#lib/search/find.ts'

/** What one may ask of the thread; lib/background/worker.ts answers. */
export type Questions = {
  find: (asked: Asked) => Promise<Found>
  exportPart: (asked: PartAsked) => Promise<Part>
  /** Resolves when everything written before can be found. */
  catchUp: (nothing?: undefined) => Promise<void>
}
export type Background = Questions & { stop: () => Promise<void> }

/**
 * Starts the thread that searches and exports, with its own handles: on the thread of the sockets a long read would make everybody wait.
 * `hear` gets its lines for the log.
 */
export function startBackground(
  store: Store,
  hear: (words: string, level: 'info' | 'warn') => void,
): Background {
  const thread = startThread(new URL('./worker.ts', import.meta.url), store, hear)
  const question = <N extends keyof Questions>(name: N) =>
    ((input: unknown) => thread.ask(name, input)) as Questions[N]
  return {
    find: question('find'),
    exportPart: question('exportPart'),
    catchUp: question('catchUp'),
    stop: thread.stop,
  }
}
