import { createStore } from '#lib/store.ts'

/** `off` may be turned on by asking; `denied` only in the browser's own settings. */
type State = 'unsupported' | 'denied' | 'off' | 'on'
export type Setting = { state: State; offered: boolean }

const key = 'rooms.notifications'
const kept = (): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
const keep = (choice: 'on' | 'off' | 'later') => {
  try {
    localStorage.setItem(key, choice)
  } catch {
    // Storage is forbidden here: the choice holds as long as the page.
  }
}

const isSupported = () =>
  typeof window !== 'undefined' &&
  window.isSecureContext &&
  'Notification' in window &&
  'serviceWorker' in navigator &&
  'locks' in navigator

const stateNow = (choice: string | null): State => {
  if (!isSupported()) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return choice === 'on' && Notification.permission === 'granted' ? 'on' : 'off'
}

let chosen = kept()
const store = createStore<Setting>({ state: stateNow(chosen), offered: chosen !== null })
const told = (choice: string | null) => {
  chosen = choice
  store.set({ state: stateNow(choice), offered: true })
}
const set = (choice: 'on' | 'off' | 'later') => {
  keep(choice)
  told(choice)
}

/**
 * Whether this browser tells of messages while the viewer looks elsewhere. It
 * belongs to the browser, not to the account.
 */
export const setting = {
  get: store.get,
  subscribe: store.subscribe,
  /** Asks the browser, which asks the person: only after a press. */
  async turnOn() {
    await Notification.requestPermission()
    set('on')
  },
  turnOff: () => set('off'),
  /** "Not now": the page does not offer it again. */
  later: () => set('later'),
  /** Chosen in another tab, or allowed and forbidden in the browser's own settings. */
  follow() {
    const stops = new AbortController()
    const { signal } = stops
    const changed = (event: StorageEvent) => {
      if (event.key === key) told(event.newValue)
    }
    window.addEventListener('storage', changed, { signal })
    const permitted = () => store.set({ state: stateNow(chosen) })
    navigator.permissions
      ?.query({ name: 'notifications' })
      .then((permission) => {
        permission.addEventListener('change', permitted, { signal })
        // It may have changed since this module was loaded.
        if (!signal.aborted) permitted()
      })
      // A browser that cannot be asked tells nothing of its settings.
      .catch(() => undefined)
    return () => stops.abort()
  },
}
