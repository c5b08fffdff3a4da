import { asRefusal, type Refusal } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { createStore } from '#lib/store.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import type { Room } from '../schema.ts'

type Server = {
  /** Of the rooms joined, the newest activity first; an empty cursor for the first ones. */
  page: (cursor: string) => Promise<Page<Room>>
  room: (roomId: string) => Promise<Room>
}
type State = { rooms: readonly Room[]; failure: Refused | null }

/** A room that changes under every answer is left as it was heard of. */
const triesPerRoom = 3
/** A list that broke off is asked for again. */
const againMs = 5_000

/**
 * The rooms of a list that is changed by what is heard while the server's answers are on their way.
 * Of each room it is known when it was heard of last: an answer that was asked for before that is
 * not taken, and the room is asked for again.
 */
export const createListing = (first: readonly Room[], server: Server) => {
  const { get, set, subscribe } = createStore<State>({ rooms: first, failure: null })
  let clock = 0
  const heardAt = new Map<string, number>()
  const asked = new Map<string, Promise<void>>()
  let loads = 0
  let loading = false

  const find = (roomId: string) => get().rooms.find(({ id }) => id === roomId)
  const hear = (roomId: string) => {
    clock += 1
    heardAt.set(roomId, clock)
  }
  const isHeard = (roomId: string, since: number) => (heardAt.get(roomId) ?? 0) > since

  /** In place where they are known, so that none stands in the list twice. */
  const merge = (answered: readonly Room[]) => {
    const fresh = new Map(answered.map((one) => [one.id, one]))
    const kept = get().rooms.map((one) => fresh.get(one.id) ?? one)
    for (const { id } of get().rooms) fresh.delete(id)
    set({ rooms: [...kept, ...fresh.values()] })
  }
  const leave = (roomId: string) => {
    if (find(roomId)) set({ rooms: get().rooms.filter(({ id }) => id !== roomId) })
  }

  /** Each with what becomes of it; the same room again is no news. */
  const change = (how: (room: Room) => Room) => {
    const rooms = get().rooms.map((room) => {
      const next = how(room)
      if (next !== room) hear(room.id)
      return next
    })
    if (rooms.some((room, at) => room !== get().rooms[at])) set({ rooms })
  }

  const askOnce = async (roomId: string): Promise<boolean> => {
    const since = clock
    try {
      const room = await server.room(roomId)
      if (isHeard(roomId, since)) return false
      if (room.role) merge([room])
      else leave(roomId)
    } catch (error) {
      if (asRefusal(error).code === 'not_found' && !isHeard(roomId, since)) leave(roomId)
    }
    return true
  }
  /** Asks the server what holds of one room; one that is not the viewer's any more goes. */
  const ask = (roomId: string): Promise<void> => {
    // An answer that is on its way already may be too old for whoever asks now.
    hear(roomId)
    const asking = asked.get(roomId) ?? askUntilTrue(roomId).finally(() => asked.delete(roomId))
    asked.set(roomId, asking)
    return asking
  }
  const askUntilTrue = async (roomId: string) => {
    for (let tries = 0; tries < triesPerRoom; tries++) if (await askOnce(roomId)) return
  }

  const failed = (refusal: Refusal) => {
    const { code, retryAfterMs = againMs } = refusal
    const own = loads
    set({ failure: refusal })
    if (code === 'unavailable' || code === 'rate_limited')
      setTimeout(() => own === loads && void load(), retryAfterMs)
  }

  /** The whole list, each page merged as it comes. The last load that was begun is the one that goes on. */
  const load = async (): Promise<void> => {
    loads += 1
    const own = loads
    const seen = new Set<string>()
    loading = true
    try {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const since = clock
        const { items, nextCursor }: Page<Room> = await server.page(cursor)
        if (own !== loads) return
        merge(items.filter(({ id }) => !isHeard(id, since)))
        for (const { id } of items) {
          seen.add(id)
          if (isHeard(id, since)) void ask(id)
        }
        cursor = nextCursor
      }
      set({ failure: null })
    } catch (error) {
      if (own === loads) failed(asRefusal(error))
      return
    } finally {
      if (own === loads) loading = false
    }
    // Archived since, moved to the front between two pages, or not the viewer's any more.
    // One after another: they may be very many.
    for (const { id } of get().rooms) if (!seen.has(id) && own === loads) await ask(id)
  }

  return {
    get,
    subscribe,
    find,
    change,
    changeOne: (roomId: string, how: (room: Room) => Room) =>
      change((room) => (room.id === roomId ? how(room) : room)),
    put: (room: Room) => {
      hear(room.id)
      merge([room])
    },
    drop: (roomId: string) => {
      hear(roomId)
      leave(roomId)
    },
    ask,
    load,
    /** Asks for the list again where that is not under way, or about to be. */
    refresh: () => {
      if (loads > 0 && !loading) void load()
    },
    /** Ends a load that is under way. */
    stop: () => {
      loads += 1
    },
  }
}
