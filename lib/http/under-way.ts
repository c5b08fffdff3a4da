import type { Readable } from 'node:stream'
import type { Viewer } from '#lib/accounts/schema.ts'
import { requireStillGood } from '#lib/accounts/sessions.ts'
import type { World } from '#lib/context.ts'
import { type ErrorCode, isRefusal } from '#lib/errors.ts'

/** Something may go on so much longer than its right, and a little: all in all less than a second. */
const everyMs = 500
/** What says that a right is over. Whatever else fails, as a database that is away, says nothing about it. */
const noes: ErrorCode[] = ['unauthenticated', 'forbidden', 'not_found']

type StillMay = () => Promise<unknown>
export type UnderWay = {
  /** Begins to ask. Fires with the refusal when the right is over, and when the caller goes away. */
  signal: () => AbortSignal
  /** Begins to ask, and lets a stream go on only while `stillMay` does not refuse: then it is destroyed. */
  bind: (stream: Readable, stillMay: StillMay) => void
  /** Asks no longer than a stream that was bound goes on; without one, no longer. */
  settle: () => void
}

/**
 * What takes its time, for somebody who may have it now: whether their session lives is asked twice a second,
 * however slowly the other side reads or sends. Asked in the database, so that it does not matter which
 * process ended it, or whether word of it came through.
 */
export function underWay({ db, now }: World, viewer: Viewer | undefined, gone: () => AbortSignal): UnderWay {
  // Most of what is asked is done at once, and nobody waits for its end.
  let over: AbortController | undefined
  const questions: StillMay[] = viewer ? [() => requireStillGood(db.read, viewer, now())] : []
  let timer: NodeJS.Timeout | undefined
  let bound: Readable | undefined
  let ended = false

  async function look() {
    try {
      for (const ask of questions) await ask()
    } catch (error) {
      if (isRefusal(error) && noes.includes(error.code)) return over?.abort(error)
    }
    if (!ended) timer = setTimeout(() => void look(), everyMs)
  }
  const begin = () => {
    timer ??= setTimeout(() => void look(), everyMs)
  }
  const end = () => {
    ended = true
    clearTimeout(timer)
  }

  return {
    signal: () => {
      begin()
      over ??= new AbortController()
      return AbortSignal.any([over.signal, gone()])
    },
    bind: (stream, stillMay) => {
      questions.push(stillMay)
      begin()
      over ??= new AbortController()
      const { signal } = over
      const cut = () => stream.destroy(signal.reason)
      if (signal.aborted) cut()
      else signal.addEventListener('abort', cut, { once: true })
      bound = stream
    },
    settle: () => {
      if (bound && !bound.closed) bound.once('close', end)
      else end()
    },
  }
}
