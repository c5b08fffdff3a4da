import { socket } from './client.ts'
import { createStore } from './store.ts'

/** Blips shorter than this are nobody's business. */
const quietMs = 5_000
const answerMs = 4_000

const store = createStore<{ lost: boolean; ended: string | null }>({ lost: false, ended: null })
export const connection = { get: store.get, subscribe: store.subscribe }

/**
 * Watches the page's socket: tells when it has been away for a while, and when the session is over.
 * After sleep a socket may claim to be open and be dead, so it is asked whenever the page wakes. Returns how to stop.
 */
export const watchConnection = (): (() => void) => {
  const line = socket()
  let timer: ReturnType<typeof setTimeout> | undefined
  const up = () => {
    clearTimeout(timer)
    store.set({ lost: false })
  }
  const down = () => {
    clearTimeout(timer)
    timer = setTimeout(() => store.set({ lost: true }), quietMs)
  }
  const ended = ({ reason }: { reason: string }) => store.set({ ended: reason })
  const refused = (error: Error & { data?: { code?: string } }) => {
    down()
    // No use in trying again: the session is gone.
    if (error.data?.code === 'unauthenticated') store.set({ ended: 'revoked' })
  }
  const check = () => {
    if (document.visibilityState === 'hidden') return
    if (!line.connected) {
      line.connect()
      return
    }
    // Any answer will do, also a refusal: it proves that somebody is there.
    line.timeout(answerMs).emit('room:unwatch', { roomId: 'ping' }, (silence) => {
      if (silence) line.disconnect().connect()
    })
  }
  if (!line.connected) down()
  line.on('connect', up).on('disconnect', down).on('session:ended', ended).on('connect_error', refused)
  document.addEventListener('visibilitychange', check)
  window.addEventListener('online', check)
  return () => {
    clearTimeout(timer)
    line.off('connect', up).off('disconnect', down).off('session:ended', ended).off('connect_error', refused)
    document.removeEventListener('visibilitychange', check)
    window.removeEventListener('online', check)
  }
}
