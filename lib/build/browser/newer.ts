import { on } from '#lib/realtime/browser/client.ts'
import { connection } from '#lib/realtime/browser/connection.ts'
import { createStore } from '#lib/store.ts'
import { ownBuild } from './own-build.ts'
import { reloadOnce } from './reload.ts'
import { isQuiet, onHold } from './unsaved-work.ts'

/** A server that comes back finds all pages at once: they do not all ask for a page in the same second. */
const scatterMs = 10_000

const store = createStore<{ build: string | null }>({ build: null })
/** The build of the server, where it is not that of this page. */
export const newer = { get: store.get, subscribe: store.subscribe }

/** Follows which build the server has, and takes that one when nobody would notice. Returns how to stop. */
export const watchBuild = (): (() => void) => {
  let waiting: ReturnType<typeof setTimeout> | undefined

  const isDue = () => (store.get().build || connection.get().ended === 'outdated') && isQuiet()
  const take = () => {
    waiting = undefined
    if (isDue()) reloadOnce(`${ownBuild()}.${store.get().build ?? 'refused'}`)
  }
  const consider = () => {
    if (isDue()) waiting ??= setTimeout(take, Math.random() * scatterMs)
  }
  const stops = [
    on('server:hello', ({ build }) => {
      store.set({ build: build === ownBuild() ? null : build })
      consider()
    }),
    connection.subscribe(consider),
    onHold(consider),
  ]
  document.addEventListener('visibilitychange', consider)
  return () => {
    clearTimeout(waiting)
    document.removeEventListener('visibilitychange', consider)
    for (const stop of stops) stop()
  }
}
