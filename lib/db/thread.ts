import { Worker } from 'node:worker_threads'
import { Refusal, type ReplyError, revived } from '#lib/errors.ts'
import { asError, type Failure, failureOf } from '#lib/failure.ts'

/** What a thread is told, and what it tells (lib/db/on-thread.ts is its side). */
export type Question = { id: number; name: string; input: unknown }
export type FromThread =
  | { id: number; answer: unknown }
  | { id: number; refusal: ReplyError }
  | { id: number; failure: Failure }
  | { note: string; failure?: Failure }

export type Thread = {
  /** Rejects with the Refusal the thread threw; `unavailable` when the thread ended instead of answering. */
  ask: (name: string, input: unknown) => Promise<unknown>
  stop: () => Promise<void>
}
/** Hears lines for the log, with what failed if something did. */
export type Ear = (words: string, failure?: Failure) => void
type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void }

/** Doubled with every failure that follows another without an answer in between. */
const restartMs = 1_000
const longestRestartMs = 60_000

/** Of work that a thread which ends, or is not there any more, leaves undone. */
export const interrupted = () => new Refusal('unavailable', 'interrupted')

/**
 * Work that nobody's socket should wait for, most of it on the database, on a thread of its own. `file` is
 * what runs there, `data` what it starts with. One that fails is started again.
 */
export function startThread(file: URL, data: unknown, hear: Ear = () => undefined): Thread {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let stopped: (() => void) | undefined
  let running = false
  let failures = 0
  let worker = begin()

  function begin(): Worker {
    // What a library prints there may quote what people wrote: lines for the log come as notes.
    const fresh = new Worker(file, { workerData: data, stdout: true, stderr: true })
    fresh.stdout.resume()
    fresh.stderr.resume()
    running = true
    // Only an answer somebody waits for keeps the process alive.
    fresh.unref()
    fresh.on('message', (told: FromThread) => ('note' in told ? hear(told.note, told.failure) : settle(told)))
    fresh.on('error', (error) => hear('A thread ended', failureOf(error)))
    fresh.once('exit', ended)
    return fresh
  }

  function settle(told: Exclude<FromThread, { note: string }>) {
    failures = 0
    const asker = waiting.get(told.id)
    waiting.delete(told.id)
    if (waiting.size === 0) worker.unref()
    if ('answer' in told) asker?.resolve(told.answer)
    else if ('failure' in told) asker?.reject(asError(told.failure))
    else asker?.reject(revived(told.refusal))
  }

  function ended() {
    running = false
    for (const { reject } of waiting.values()) reject(interrupted())
    waiting.clear()
    if (stopped) return stopped()
    const pauseMs = Math.min(restartMs * 2 ** failures, longestRestartMs)
    failures += 1
    setTimeout(() => {
      if (!stopped) worker = begin()
    }, pauseMs).unref()
  }

  return {
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        if (!running) return reject(interrupted())
        const id = ++asked
        waiting.set(id, { resolve, reject })
        worker.ref()
        worker.postMessage({ id, name, input } satisfies Question)
      }),
    stop: () =>
      new Promise((resolve) => {
        stopped = resolve
        worker.ref()
        // Between a failure and the next start there is nothing to stop.
        if (running) worker.postMessage('stop')
        else resolve()
      }),
  }
}
