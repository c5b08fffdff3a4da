import { ended } from '#lib/aborted.ts'
import { Refusal } from '#lib/errors.ts'
import { turns } from '#lib/fair-queue.ts'
import { type Child, startChild } from './child.ts'
import type { Decoders } from './decoders.ts'

type Decode<N extends keyof Decoders> = (
  whose: string,
  input: Parameters<Decoders[N]>[0],
  signal?: AbortSignal,
) => ReturnType<Decoders[N]>
/**
 * Where what strangers sent is taken apart, each by its person's turn. Rejects with a Refusal: the decoder's
 * own; `invalid_input` when it took too long or too much memory; `unavailable` when its process ended;
 * `rate_limited` when too much of this person's waits. The signal ends it earlier.
 */
export type Sandbox = { [N in keyof Decoders]: Decode<N> } & { stop: () => void }

const standard = {
  patienceMs: { clean: 30_000, shrink: 30_000, drawPage: 8_000, readPage: 4_000 },
  idleMs: 60_000,
}
const worker = new URL('./worker.ts', import.meta.url)

/**
 * Opens the sandbox. Its processes start with the first piece of work and end after a minute without one.
 * Processes and not threads, as for the database (lib/db/thread.ts): decoders are written in C, and one that
 * hangs, fails or takes all memory cannot be ended without its process.
 */
export function openSandbox(
  hear: (words: string) => void,
  file = worker,
  { patienceMs, idleMs } = standard,
): Sandbox {
  // As many processes as may be at work. One that reads pages is always free of pictures.
  const pictures = turns({ atOnce: 2, each: 1, waiting: 200 })
  const pages = turns({ atOnce: 1, waiting: 50 })
  const idle = new Map<Child, NodeJS.Timeout>()
  const busy = new Set<Child>()
  let stopped = false

  function take(): Child {
    for (const [child, timer] of idle) {
      clearTimeout(timer)
      idle.delete(child)
      if (child.alive()) return child
    }
    return startChild(file, hear)
  }
  function putBack(child: Child) {
    if (!child.alive()) return
    if (stopped) return child.end()
    const end = () => {
      idle.delete(child)
      child.end()
    }
    idle.set(child, setTimeout(end, idleMs).unref())
  }

  const decode =
    <N extends keyof Decoders>(name: N, inTurn: typeof pages): Decode<N> =>
    (whose, input, signal) => {
      const run = async () => {
        signal?.throwIfAborted()
        if (stopped) throw new Refusal('unavailable', 'stopping')
        const child = take()
        busy.add(child)
        const patient = AbortSignal.timeout(patienceMs[name])
        try {
          return await child.run(name, input, signal ? AbortSignal.any([patient, signal]) : patient)
        } finally {
          busy.delete(child)
          putBack(child)
        }
      }
      const work = inTurn(whose, run)
      return (signal ? Promise.race([work, ended(signal)]) : work) as ReturnType<Decoders[N]>
    }

  return {
    clean: decode('clean', pictures),
    shrink: decode('shrink', pictures),
    drawPage: decode('drawPage', pictures),
    readPage: decode('readPage', pages),
    stop() {
      stopped = true
      for (const child of [...idle.keys(), ...busy]) child.end()
    },
  }
}
