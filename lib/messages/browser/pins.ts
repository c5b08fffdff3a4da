import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { createStore } from '#lib/store.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import type { Message } from '../schema.ts'
import type { createNews } from './change-feed.ts'

export type PinsState = {
  /** Null while they are loaded for the first time. */
  pins: readonly Message[] | null
  cursor: string | null
  failure: Refused | null
}

/** What is pinned in a room: read by pages, kept in step by what the room hears. */
export const createPins = (roomId: string, news: ReturnType<typeof createNews>['subscribe']) => {
  const { get, set, subscribe } = createStore<PinsState>({ pins: null, cursor: null, failure: null })

  const load = async (cursor: string | null): Promise<void> => {
    set({ failure: null })
    try {
      const { items, nextCursor } = await api('GET /rooms/{roomId}/pins', {
        params: { roomId },
        query: { limit: 50, cursor },
      })
      set({ pins: items.reduce(placed, cursor ? (get().pins ?? []) : []), cursor: nextCursor })
    } catch (error) {
      set({ failure: asRefusal(error) })
    }
  }

  return {
    get,
    subscribe,
    /** Loads and listens; returns how to stop. */
    open() {
      const stop = news((heard) => {
        if (heard === 'missed') return void load(null)
        const { pins } = get()
        if (pins && (heard.pinnedAt || pins.some(({ id }) => id === heard.id)))
          set({ pins: placed(pins, heard) })
      })
      void load(null)
      return stop
    },
    more: () => load(get().cursor),
    retry: () => load(null),
  }
}

/**
 * In its place by when it was pinned, once; not at all when it no longer is.
 * An older state never replaces a newer one.
 */
const placed = (pins: readonly Message[], one: Message): readonly Message[] => {
  const held = pins.find(({ id }) => id === one.id)
  if (held && held.revision > one.revision) return pins
  const others = pins.filter(({ id }) => id !== one.id)
  if (!one.pinnedAt) return others
  return [...others, one].sort((a, b) => (b.pinnedAt ?? '').localeCompare(a.pinnedAt ?? ''))
}
