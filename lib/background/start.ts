import type { Store } from '#lib/db/open.ts'
import { type Ear, interrupted, startThread, type Thread } from '#lib/db/thread.ts'
import type { Part, PartAsked } from '#lib/export/part.ts'
import { turns } from '#lib/fair-queue.ts'
import type { Asked } from '#lib/search/find-messages.ts'
import { type Judging, startJudging } from './judging.ts'

/** What lib/background/finder.ts answers. */
export type Finding = {
  /** A page of hits as JSON: what is only passed on costs the thread of the sockets nothing to take over. */
  find: (asked: Asked) => Promise<Uint8Array<ArrayBuffer>>
}
/** What lib/background/worker.ts does. */
export type Work = {
  exportPart: (asked: PartAsked) => Promise<Part>
  /** The bytes of all files together. */
  storedBytes: (nothing?: undefined) => Promise<number>
  /** Resolves when everything written before can be found. */
  catchUp: (nothing?: undefined) => Promise<void>
}
export type Background = Finding &
  Work &
  Judging & {
    /** Begins to bring the index in step. Whatever is asked of that thread before begins it as well. */
    follow: () => void
    stop: () => Promise<void>
  }

/**
 * The threads beside that of the sockets, where what takes long would make everybody wait. Each begins when
 * it is first asked. Two read, with handles of their own: one searches, because somebody waits for that; what
 * is indexed and exported by the other gives way to both. `hear` gets their lines for the log.
 */
export function startBackground(store: Store, hear: Ear): Background {
  const begun = new Map<URL, Thread>()
  let isStopped = false
  const whenAsked = (file: URL) => () => {
    if (isStopped) throw interrupted()
    const thread = begun.get(file) ?? startThread(file, store, hear)
    begun.set(file, thread)
    return thread
  }
  const finder = whenAsked(new URL('./finder.ts', import.meta.url))
  const worker = whenAsked(new URL('./worker.ts', import.meta.url))
  const judging = startJudging(hear)
  const work = <N extends keyof Work>(name: N) =>
    (async (input: unknown) => worker().ask(name, input)) as Work[N]
  const exportPart = work('exportPart')
  // One part at a time, by person: however many exports there are, another finds at most one part before it.
  const inTurn = turns({ atOnce: 1 })
  return {
    // Of each person one at a time already (lib/search/in-turn.ts).
    find: (async (asked) => finder().ask('find', asked)) as Finding['find'],
    exportPart: (asked) => inTurn(asked.viewer.userId, () => exportPart(asked)),
    storedBytes: work('storedBytes'),
    catchUp: work('catchUp'),
    judge: judging.judge,
    follow: () => void worker(),
    stop: async () => {
      isStopped = true
      await Promise.all([...[...begun.values()].map(({ stop }) => stop()), judging.stop()])
    },
  }
}
