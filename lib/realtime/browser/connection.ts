import { createStore } from '#lib/store.ts'
import { reopen, socket } from './client.ts'

/** Blips shorter than this are nobody's business. */
const quietMs = 5_000
const answerMs = 4_000
/** A clock that jumps says that the machine slept, also where no event does. */
const tickMs = 5_000
const sleptMs = 20_000

/** After the server itself hung up; scattered, so that not everybody comes back in the same moment. */
const comeBackMs = () => 1_000 + Math.random() * 2_000

/**
 * `offline`: the browser says so. `away`: so, or there was a line, and now there is none. `lost`: and that
 * for longer than a blip.
 */
const store = createStore<{ offline: boolean; away: boolean; lost: boolean; ended: string | null }>({
  offline: false,
  away: false,
  lost: false,
  ended: null,
})
export const connection = { get: store.get, subscribe: store.subscribe }

let asked = false

/**
 * Finds out whether somebody is at the other end, whatever the socket
 * claims, and replaces a line that is dead.
 */
export const checkLine = (): void => {
  const line = socket()
  if (store.get().ended || asked) return
  if (!line.connected) {
    // At once, instead of when the next attempt is due.
    line.disconnect().connect()
    return
  }
  asked = true
  // Any answer will do, also a refusal: it proves that somebody is there.
  line.timeout(answerMs).emit('room:unwatch', { roomId: 'anybody-there' }, (silence) => {
    asked = false
    if (silence && line.connected) line.disconnect().connect()
  })
}

/**
 * Watches the page's socket: tells when it has been away for a while, and when the
 * session is over. After sleep a socket may claim to be open and be dead, so it is asked
 * whenever the page wakes. Returns how to stop.
 */
export const watchConnection = (): (() => void) => {
  const line = socket()
  let quiet: ReturnType<typeof setTimeout> | undefined
  let back: ReturnType<typeof setTimeout> | undefined
  let ticked = Date.now()

  const up = () => {
    clearTimeout(quiet)
    quiet = undefined
    store.set({ offline: false, away: false, lost: false })
  }
  const down = () => {
    // Counted from the first sign: every failed attempt comes by here again.
    quiet ??= setTimeout(() => store.set({ lost: true }), quietMs)
    // Socket.IO tries again by itself, except after a word of the server.
    if (line.active || store.get().ended) return
    clearTimeout(back)
    back = setTimeout(() => line.connect(), comeBackMs())
  }
  const ended = ({ reason }: { reason: string }) => store.set({ ended: reason })
  const refused = (error: Error & { data?: { code?: string; reason?: string } }) => {
    if (error.data?.code === 'unauthenticated') store.set({ ended: 'revoked' })
    if (error.data?.code === 'upgrade_required') store.set({ ended: 'outdated' })
    // The page itself leads to where that is done.
    if (error.data?.reason === 'accounts.setUpTwoFactor') window.location.reload()
    down()
  }
  const woke = () => {
    if (document.visibilityState === 'visible') checkLine()
  }
  const shownAgain = ({ persisted }: PageTransitionEvent) => {
    if (persisted) woke()
  }
  const tick = () => {
    if (Date.now() - ticked > sleptMs) woke()
    ticked = Date.now()
  }

  const gone = () => {
    store.set({ away: true })
    down()
  }

  /**
   * A browser that knows of no network is believed at once: the line it left open would be missed only after
   * half a minute. A server it reaches all the same, as on its own machine, answers the new one.
   */
  const cutOff = () => {
    store.set({ offline: true, away: true, lost: true })
    reopen()
  }
  const backOnline = () => {
    store.set({ offline: false })
    woke()
  }

  if (!line.connected) down()
  if (!navigator.onLine && !line.connected) cutOff()
  line.on('connect', up).on('disconnect', gone).on('session:ended', ended).on('connect_error', refused)
  document.addEventListener('visibilitychange', woke)
  // A page the browser froze, or kept for the way back: its socket is from before.
  document.addEventListener('resume', woke)
  window.addEventListener('pageshow', shownAgain)
  window.addEventListener('offline', cutOff)
  window.addEventListener('online', backOnline)
  const ticking = setInterval(tick, tickMs)
  return () => {
    clearTimeout(quiet)
    clearTimeout(back)
    clearInterval(ticking)
    line.off('connect', up).off('disconnect', gone).off('session:ended', ended).off('connect_error', refused)
    document.removeEventListener('visibilitychange', woke)
    document.removeEventListener('resume', woke)
    window.removeEventListener('pageshow', shownAgain)
    window.removeEventListener('offline', cutOff)
    window.removeEventListener('online', backOnline)
  }
}
