import { pageAt } from '#lib/http/browser/client.ts'
import type { Item, PagedEndpoint, Place } from '#lib/http/endpoint-types.ts'
import { createStore } from '#lib/store.ts'
import { socket } from './client.ts'

/** What a page keeps of a list: its first hundred; null until they are known. */
export type Followed<T> = { items: readonly T[] | null }

/**
 * The beginning of a list of the viewer's own, kept in step with what happens elsewhere: asked for anew, with
 * the rights of that moment, when the line is back and whenever one of the `events` says so.
 */
export const followedList = <E extends PagedEndpoint>(
  endpoint: E,
  place: Place<E>,
  events: (again: () => void) => (() => void)[],
) => {
  const store = createStore<Followed<Item<E>>>({ items: null })
  let asking: AbortController | undefined
  const load = async (): Promise<void> => {
    asking?.abort()
    asking = new AbortController()
    // What cannot be asked for now is asked for when the line is back.
    const page = await pageAt(endpoint, place, null, asking.signal).catch(() => null)
    if (page) store.set({ items: page.items })
  }
  return {
    get: store.get,
    subscribe: store.subscribe,
    load,
    /** Returns how to stop. */
    follow() {
      const again = () => void load()
      const line = socket()
      if (line.connected) again()
      line.on('connect', again)
      const stops = events(again)
      return () => {
        line.off('connect', again)
        for (const stop of stops) stop()
      }
    },
  }
}
