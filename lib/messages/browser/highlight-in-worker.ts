import { newer } from '#lib/build/browser/newer.ts'
import { reloadWhole } from '#lib/build/browser/reload.ts'
import type { Piece } from './highlight.ts'
import type { Question } from './highlight-worker.ts'

/** Longer code is shown plain. */
const mostChars = 20_000
/** Many times what code that somebody wrote takes. */
const patienceMs = 500
const mostRefused = 200

type Wish = Question & { done: (pieces: Piece[] | null) => void }

const wishes = new Set<Wish>()
/** What took too long is not tried again. */
const refused = new Set<string>()
let worker: Worker | undefined
/** It has loaded the highlighter; only from then on is it timed. */
let ready = false
let current: Wish | undefined
let patience: ReturnType<typeof setTimeout> | undefined

/**
 * The pieces of code with their colours, or null where it stays plain: an unknown language, too
 * long, or hostile to the highlighter, which is why that works on a thread of its own that can
 * be ended. The signal takes the wish back.
 */
export const coloured = (code: string, language: string, signal: AbortSignal): Promise<Piece[] | null> =>
  new Promise((resolve) => {
    if (code.length > mostChars || refused.has(language + code)) return resolve(null)
    const wish: Wish = { code, language, done: resolve }
    wishes.add(wish)
    signal.addEventListener('abort', () => wishes.delete(wish))
    if (worker) next()
    else start()
  })

const start = () => {
  const own = new Worker(new URL('./highlight-worker.ts', import.meta.url), { type: 'module' })
  own.onmessage = ({ data }: MessageEvent<'ready' | Piece[] | null>) => {
    if (own !== worker) return
    if (data === 'ready') ready = true
    else answered(data)
    next()
  }
  own.onerror = () => {
    // A thread that never began, under a newer server: its script is
    // gone. Otherwise it may just be forbidden.
    if (!ready && newer.get().build) void reloadWhole()
    end()
  }
  worker = own
}

const next = () => {
  const [wish] = wishes
  if (!ready || current || !wish) return
  wishes.delete(wish)
  current = wish
  patience = setTimeout(end, patienceMs)
  worker?.postMessage({ code: wish.code, language: wish.language } satisfies Question)
}

const answered = (pieces: Piece[] | null) => {
  clearTimeout(patience)
  current?.done(pieces)
  current = undefined
}

/**
 * The thread cannot be asked to stop in the middle of an expression. One that did not even
 * begin is not begun again for the same wishes.
 */
const end = () => {
  worker?.terminate()
  worker = undefined
  if (current) refuse(current)
  answered(null)
  if (!ready) wishes.clear()
  ready = false
  if (wishes.size > 0) start()
}

const refuse = ({ code, language }: Wish) => {
  const [oldest] = refused
  if (refused.size >= mostRefused && oldest !== undefined) refused.delete(oldest)
  refused.add(language + code)
}
