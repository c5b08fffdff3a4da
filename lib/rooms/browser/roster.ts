import { asRefusal } from '#lib/errors.ts'
import { allOf, api } from '#lib/http/client.ts'
import { on, socket } from '#lib/realtime/client.ts'
import { createStore } from '#lib/realtime/store.ts'
import type { AttentionChange, Room } from '../schema.ts'
import * as unread from './unread.ts'

type RosterState = { rooms: readonly Room[]; failure: string | null }
export type Roster = ReturnType<typeof createRoster>

/** The rooms the viewer has joined, live: the sidebar, the badges, the title of the tab. */
export const createRoster = (viewerId: string, joined: readonly Room[]) => {
  const { get, set, subscribe } = createStore<RosterState>({ rooms: joined, failure: null })

  const change = (roomId: string, how: (room: Room) => Room) =>
    set({ rooms: get().rooms.map((one) => (one.id === roomId ? how(one) : one)) })
  const put = (one: Room) => set({ rooms: [...get().rooms.filter(({ id }) => id !== one.id), one] })
  const drop = (roomId: string) => set({ rooms: get().rooms.filter(({ id }) => id !== roomId) })

  const fetchRoom = async (roomId: string) => {
    try {
      const fetched = await api<Room>(`/rooms/${roomId}`)
      if (fetched.role) put(fetched)
      else drop(roomId)
    } catch (error) {
      if (asRefusal(error).code === 'not_found') drop(roomId)
    }
  }
  /** What happened while the line was down told nobody here. */
  const reload = async () => {
    try {
      const rooms = await allOf<Room>('/rooms?scope=joined')
      // Archived since, or not the viewer's any more: each of those is asked for.
      const missing = get().rooms.filter(({ id }) => !rooms.some((one) => one.id === id))
      // Of a message that came while the answer was on its way, the answer does not know.
      const behind = rooms.filter((one) =>
        get().rooms.some(({ id, lastSeq }) => id === one.id && lastSeq > one.lastSeq),
      )
      set({ rooms: [...rooms, ...missing], failure: null })
      for (const { id } of [...missing, ...behind]) void fetchRoom(id)
    } catch (error) {
      set({ failure: asRefusal(error).message })
    }
  }

  /** Starts listening; returns how to stop. */
  const open = () => {
    // The first time too: what happened between the page being made and this line being open told nobody here.
    const connected = () => void reload()
    if (socket().connected) connected()
    socket().on('connect', connected)
    const stops = [
      () => socket().off('connect', connected),
      on('room:activity', (activity) => {
        const known = get().rooms.find(({ id }) => id === activity.roomId)
        // Another process was faster with later messages, so the viewer's own before them were counted as unread.
        if (known && activity.own && activity.lastSeq < known.lastSeq) void fetchRoom(activity.roomId)
        else change(activity.roomId, (one) => unread.withActivity(one, activity))
      }),
      on('message:posted', (message) =>
        change(message.roomId, (one) => unread.withMessage(one, message, viewerId)),
      ),
      on('room:changed', (facts) => {
        if (get().rooms.some(({ id }) => id === facts.id))
          change(facts.id, (one) => unread.withFacts(one, facts))
        else void fetchRoom(facts.id)
      }),
      on('member:changed', ({ roomId, userId, role }) => {
        if (userId === viewerId && role) change(roomId, (one) => ({ ...one, role }))
      }),
      on('room:attention', ({ roomId, level, favourite }) =>
        change(roomId, (one) => ({ ...one, level, favourite })),
      ),
      on('profile:changed', (person) =>
        set({ rooms: get().rooms.map((one) => unread.withProfile(one, person)) }),
      ),
      on('room:removed', ({ roomId }) => drop(roomId)),
      on('read:changed', ({ roomId, lastReadSeq }) => {
        const known = get().rooms.find(({ id }) => id === roomId)
        if (!known) return
        if (lastReadSeq >= known.lastSeq) change(roomId, (one) => unread.withRead(one, lastReadSeq))
        else void fetchRoom(roomId)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  return {
    get,
    subscribe,
    open,
    put,
    /** Unless something newer was heard of it meanwhile. */
    putNewer(one: Room) {
      const known = get().rooms.find(({ id }) => id === one.id)
      if (!known || known.revision < one.revision) put(one)
    },
    drop,
    /** At once on the screen; the server tells every tab what holds. */
    attend: (roomId: string, chosen: AttentionChange) => change(roomId, (one) => ({ ...one, ...chosen })),
    read: (roomId: string, seq: number) => change(roomId, (one) => unread.withRead(one, seq)),
  }
}
