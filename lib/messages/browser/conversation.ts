import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { pageSize } from '#lib/limits.ts'
import { send } from '#lib/realtime/browser/client.ts'
import { createStore } from '#lib/store.ts'
import type { HistoryQuery, Message, MessagePage } from '../schema.ts'
import { createNews } from './change-feed.ts'
import { type ConversationState, type FollowCall, listen } from './live-events.ts'
import type { Outbox, Pending } from './outbox.ts'
import { createReading } from './reading.ts'
import { createThreads } from './threads.ts'
import * as timeline from './timeline.ts'
import { createTypingTeller, createTypists } from './typing.ts'
import { createWatch } from './watch-room.ts'

type Opening = {
  roomId: string
  viewerId: string
  page: MessagePage
  outbox: Outbox
  followCall: FollowCall
}
type Place = Partial<HistoryQuery>
type Entrance = { lastReadSeq: number; unread: boolean }
export type Conversation = ReturnType<typeof createConversation>

/** A page that arrives when too much has changed since it was read is asked for again this often. */
const attempts = 3

/** One room in one tab: its history, who is there, and what the viewer does in it. */
export const createConversation = ({ roomId, viewerId, page, outbox, followCall }: Opening) => {
  const { get, set, subscribe } = createStore<ConversationState>({
    timeline: timeline.opened(page),
    pending: [],
    waitsUntil: 0,
    live: false,
    lost: false,
    told: null,
    online: new Set(),
    typing: [],
    call: null,
    lastReadSeq: 0,
    dividerSeq: null,
    loading: null,
    failure: null,
  })
  /** The seq the reader looks at; null at the end. */
  let place: number | null = null
  const typists = createTypists(viewerId, (typing) => set({ typing }))
  const teller = createTypingTeller((typing) => void send('typing:set', { roomId, typing }).catch(() => {}))
  const reading = createReading(
    0,
    (seq, onlyForward) => send('read:mark', { roomId, seq, onlyForward }),
    (seq) => set({ lastReadSeq: seq, ...(seq < get().lastReadSeq && { dividerSeq: seq + 1 }) }),
  )

  const put = (next: timeline.Timeline) => {
    for (const { clientId } of next.messages.slice(-50)) if (clientId) outbox.drop(clientId)
    set({ timeline: timeline.bounded(next, place) })
    if (timeline.hasGap(next)) watch.gap()
  }
  const threads = createThreads()
  threads.paged(page)
  const news = createNews()
  const tell = (message: Message) => {
    threads.heard(message)
    news.tell(message)
  }
  const hear = (message: Message) => {
    put(timeline.heard(get().timeline, message))
    tell(message)
  }
  const history = async (query: Place = {}) => {
    const loaded = await api('GET /rooms/{roomId}/messages', { params: { roomId }, query })
    threads.paged(loaded)
    return loaded
  }

  const watch = createWatch({
    roomId,
    since: () => get().timeline.revision,
    hasGap: () => timeline.hasGap(get().timeline),
    lost: () => set({ lost: true }),
    async apply({ online, typing, call, reset, ...caught }) {
      if (reset) {
        // Too much to catch up with: starts again where the reader is, never with a hole.
        const fresh = await history(place === null ? {} : { around: place })
        const now = get().timeline
        // An earlier revision than is known here: the history is another one, as after a restored backup.
        put(caught.revision < now.revision ? timeline.opened(fresh) : timeline.reopened(now, fresh))
        news.tell('missed')
      } else {
        put(timeline.caughtUp(get().timeline, caught))
        for (const message of caught.changes) tell(message)
      }
      typists.heard(typing)
      set({ live: true, online: new Set(online), call })
      reading.resume()
    },
  })
  const waiting = () => {
    const pending = outbox.get().filter((one) => one.roomId === roomId)
    const waitsUntil = outbox.waitsUntil(roomId)
    const known = get()
    const isAsBefore =
      pending.length === known.pending.length && pending.every((one, at) => one === known.pending[at])
    if (!isAsBefore || waitsUntil !== known.waitsUntil) set({ pending, waitsUntil })
  }

  const load = async (
    loading: NonNullable<ConversationState['loading']>,
    query: () => Place,
    merge: (now: timeline.Timeline, page: MessagePage) => timeline.Timeline,
  ): Promise<boolean> => {
    // Going to another place does not wait for a page next to this one.
    if (get().loading && loading !== 'page') return false
    set({ loading, failure: null })
    try {
      for (let left = attempts; left > 0; left--) {
        const loaded = await history(query())
        const before = get().timeline
        const merged = merge(before, loaded)
        if (merged === before) continue
        put(merged)
        return true
      }
      set({ failure: 'changesTooFast' })
      return false
    } catch (error) {
      set({ failure: asRefusal(error) })
      return false
    } finally {
      set({ loading: null })
    }
  }
  const loadPage = (query: Place, to: number | null) => {
    place = to
    return load('page', () => query, timeline.reopened)
  }

  return {
    roomId,
    get,
    subscribe,
    threads,
    news: news.subscribe,
    /** The viewer comes to the room: what is unread now is new to them. To be said before it is shown. */
    enter({ lastReadSeq, unread }: Entrance) {
      reading.enter(lastReadSeq)
      place = unread ? lastReadSeq + 1 : null
      set({ lastReadSeq, dividerSeq: unread ? lastReadSeq + 1 : null, failure: null })
      waiting()
    },
    /** Starts listening; returns how to stop. */
    open() {
      const stops = [
        listen(roomId, { get, set, hear, typists, reading, followCall }),
        outbox.subscribe(waiting),
        outbox.onStored((message) => {
          if (message.roomId === roomId) hear(message)
        }),
      ]
      waiting()
      watch.start()
      return () => {
        teller.stopped()
        watch.stop()
        typists.close()
        for (const stop of stops) stop()
        set({ live: false, online: new Set(), typing: [], call: null })
      }
    },
    /** What the reader looks at; null at the end. What is far from it may be dropped. */
    reads(seq: number | null) {
      place = seq
    },
    loadOlder: () =>
      load('older', () => ({ before: get().timeline.from, limit: pageSize.max }), timeline.withOlder),
    loadNewer: () =>
      load('newer', () => ({ after: get().timeline.to, limit: pageSize.max }), timeline.withNewer),
    loadNewest: () => loadPage({}, null),
    loadAround: (seq: number) => loadPage({ around: seq }, seq),
    post(written: Omit<Pending, 'clientId' | 'roomId' | 'createdAt' | 'refused'>) {
      teller.stopped()
      outbox.add({ ...written, roomId })
    },
    retry: outbox.retry,
    discard: outbox.drop,
    async edit(messageId: string, content: string) {
      hear((await send('message:edit', { messageId, content })).message)
    },
    async remove(messageId: string, reason?: string) {
      hear((await send('message:delete', { messageId, reason })).message)
    },
    async react(messageId: string, emoji: string, isOn: boolean) {
      hear((await send('reaction:set', { messageId, emoji, on: isOn })).message)
    },
    typed: teller.typed,
    seen: reading.seen,
    readTo: reading.readTo,
    unreadFrom: reading.unreadFrom,
    setDivider: (dividerSeq: number | null) => set({ dividerSeq }),
  }
}
