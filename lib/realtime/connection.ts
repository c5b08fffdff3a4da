import { socket } from './client.ts'
import { createStore } from './store.ts'

/** Blips shorter than this are nobody's business. */
const quietMs = 5_000
const answerMs = 4_000

/** After the server itself hung up; scattered, so that not everybody comes back in the same moment. */
const comeBackMs = () => 1_000 + Math.random() * 2_000

const store = createStore<{ lost: boolean; ended: string | null }>({ lost: false, ended: null })
export const connection = { get: store.get, subscribe: store.subscribe }

/**
 * Watches the page's socket: tells when it has been away for a while, and when the session is over.
 * After sleep a socket may claim to be open and be dead, so it is asked whenever the page wakes. Returns how to stop.
 */
export const watchConnection = (): (() => void) => {
  const line = socket()
  let quiet: ReturnType<typeof setTimeout> | undefined
  let back: ReturnType<typeof setTimeout> | undefined

  const up = () => {
    clearTimeout(quiet)
    quiet = undefined
    store.set({ lost: false })
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
  const refused = (error: Error & { data?: { code?: string } }) => {
    if (error.data?.code === 'unauthenticated') store.set({ ended: 'revoked' })
    down()
  }
  const check = () => {
    if (document.visibilityState === 'hidden' || store.get().ended) return
    if (!line.connected) {
      // At once, instead of when the next attempt is due.
      line.disconnect().connect()
      return
    }
    // Any answer will do, also a refusal: it proves that somebody is there.
    line.timeout(answerMs).emit('room:unwatch', { roomId: 'anybody-there' }, (silence) => {
      if (silence) line.disconnect().connect()
    })
  }

  if (!line.connected) down()
  line.on('connect', up).on('disconnect', down).on('session:ended', ended).on('connect_error', refused)
  document.addEventListener('visibilitychange', check)
  window.addEventListener('online', check)
  return () => {
    clearTimeout(quiet)
    clearTimeout(back)
    line.off('connect', up).off('disconnect', down).off('session:ended', ended).off('connect_error', refused)
    document.removeEventListener('visibilitychange', check)
    window.removeEventListener('online', check)
  }
}
