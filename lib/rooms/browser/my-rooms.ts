import { api } from '#lib/http/browser/client.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import type { AttentionChange, Room } from '../schema.ts'
import { createListing } from './listing.ts'
import { nameJoinedBy } from './room-names.ts'
import * as unread from './unread.ts'

export type MyRooms = ReturnType<typeof createMyRooms>

const server = {
  page: (cursor: string) =>
    api('GET /rooms', { query: { scope: 'joined', limit: 100, cursor: cursor || null } }),
  room: (roomId: string) => api('GET /rooms/{roomId}', { params: { roomId } }),
}

/**
 * The rooms the viewer has joined, live: the sidebar, the badges, the title of
 * the tab. `first`: those the page came with.
 */
export const createMyRooms = (viewerId: string, first: readonly Room[]) => {
  const list = createListing(first, server)
  const { change, changeOne, find, ask, put, drop } = list

  /** Starts listening; returns how to stop. */
  const open = () => {
    // The first time too: the page came with a part of the list, and what happened
    // until this line was open told nobody here.
    const connected = () => void list.load()
    nameJoinedBy(find)
    if (socket().connected) connected()
    socket().on('connect', connected)
    const stops = [
      () => socket().off('connect', connected),
      list.stop,
      on('room:activity', (activity) => {
        const known = find(activity.roomId)
        if (!known || unread.isMiscounted(known, activity)) void ask(activity.roomId)
        else changeOne(activity.roomId, (one) => unread.withActivity(one, activity))
      }),
      on('message:posted', (message) =>
        changeOne(message.roomId, (one) => unread.withMessage(one, message, viewerId)),
      ),
      on('message:gone', (gone) => {
        const known = find(gone.roomId)
        const without = known && unread.withoutMessage(known, gone, viewerId)
        if (without) changeOne(gone.roomId, () => without)
        else if (known) void ask(gone.roomId)
      }),
      on('room:changed', (facts) => {
        const known = find(facts.id)
        // What was unread may be gone: only the server knows how much.
        if (known && known.lastReadSeq + 1 >= facts.firstSeq)
          changeOne(facts.id, (one) => unread.withFacts(one, facts))
        else void ask(facts.id)
      }),
      on('member:changed', ({ roomId, userId, role }) => {
        if (userId === viewerId && role) changeOne(roomId, (one) => ({ ...one, role }))
      }),
      on('room:muted', ({ roomId, mute }) =>
        changeOne(roomId, ({ mute: _, ...one }) => (mute ? { ...one, mute } : one)),
      ),
      on('room:attention', ({ roomId, level, favourite }) =>
        changeOne(roomId, (one) => ({ ...one, level, favourite })),
      ),
      on('profile:changed', (person) => change((one) => unread.withProfile(one, person))),
      on('room:removed', ({ roomId }) => drop(roomId)),
      on('read:changed', ({ roomId, lastReadSeq }) => {
        const known = find(roomId)
        if (!known) return
        if (lastReadSeq >= known.lastSeq) changeOne(roomId, (one) => unread.withRead(one, lastReadSeq))
        else void ask(roomId)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  return {
    get: list.get,
    subscribe: list.subscribe,
    open,
    put,
    /** Asks for all of them again: how many members a room has is told to nobody who does not look at it. */
    refresh: list.refresh,
    /** Unless something newer was heard of it meanwhile. */
    putNewer(one: Room) {
      const known = find(one.id)
      if (!known || known.revision < one.revision) put(one)
    },
    drop,
    /** A room by its id, also one the list has not come to yet. */
    async seek(roomId: string): Promise<Room | undefined> {
      if (!find(roomId)) await ask(roomId)
      return find(roomId)
    },
    /** At once on the screen; the server tells every tab what holds. */
    attend: (roomId: string, chosen: AttentionChange) => changeOne(roomId, (one) => ({ ...one, ...chosen })),
    read: (roomId: string, seq: number) => changeOne(roomId, (one) => unread.withRead(one, seq)),
  }
}
