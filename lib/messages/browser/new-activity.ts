import { on } from '#lib/realtime/browser/client.ts'
import { followedList } from '#lib/realtime/browser/followed-list.ts'
import { createStore } from '#lib/store.ts'

/** More of it that is new is told as so much. */
const looked = 20

const list = followedList('GET /me/activity', { query: { limit: looked } }, (again) => [
  on('activity:changed', again),
  on('room:removed', again),
])
let isFollowed = false

/** The newest of what was meant for the viewer; followed from the first look on. */
export const newestActivity = {
  get: list.get,
  subscribe(listener: () => void) {
    if (!isFollowed) list.follow()
    isFollowed = true
    return list.subscribe(listener)
  },
}

const keyOf = (viewerId: string) => `rooms.activity.${viewerId}`
const store = createStore<{ upTo: string | null; of: string | null }>({ upTo: null, of: null })

/** Asks what this browser keeps. */
function load(viewerId: string) {
  try {
    store.set({ of: viewerId, upTo: localStorage.getItem(keyOf(viewerId)) })
  } catch {
    store.set({ of: viewerId })
  }
}

/** Up to when this browser has shown the viewer's activity; null where it never looked. */
export const seenActivity = {
  get: store.get,
  load,
  /** Another tab may have shown it. */
  subscribe(listener: () => void) {
    const hear = ({ key }: StorageEvent) => {
      const { of } = store.get()
      if (of !== null && key === keyOf(of)) load(of)
    }
    addEventListener('storage', hear)
    const stop = store.subscribe(listener)
    return () => {
      removeEventListener('storage', hear)
      stop()
    }
  },
  note(viewerId: string, upTo: string) {
    store.set({ of: viewerId, upTo })
    try {
      localStorage.setItem(keyOf(viewerId), upTo)
    } catch {
      // Forbidden: known as long as the page.
    }
  },
}
