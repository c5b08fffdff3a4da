import { asRefusal, Refusal } from '#lib/errors.ts'
import { api } from '#lib/http/client.ts'
import { send } from '#lib/realtime/client.ts'
import { createStore } from '#lib/realtime/store.ts'
import { type Message, type MessagePage, messagePage } from '../schema.ts'
import { keepOutbox } from './keep.ts'
import { type ConversationState, listen } from './listen.ts'
import { createOutbox, type Pending } from './outbox.ts'
import { createReading } from './reading.ts'
import * as timeline from './timeline.ts'
import { createTypingTeller, createTypists } from './typing.ts'
import { createWatch } from './watch.ts'

type Opening = { roomId: string; viewerId: string; page: MessagePage; lastReadSeq: number; unread: boolean }
export type Conversation = ReturnType<typeof createConversation>

/** One room, open in one tab: its history, who is there, and what the viewer does in it. */
export const createConversation = ({ roomId, viewerId, page, lastReadSeq, unread }: Opening) => {
  const { get, set, subscribe } = createStore<ConversationState>({
    timeline: timeline.opened(page),
    pending: [],
    live: false,
    lost: false,
    online: new Set(),
    typing: [],
    call: null,
    lastReadSeq,
    dividerSeq: unread ? lastReadSeq + 1 : null,
    loading: null,
    failure: null,
  })
  const typists = createTypists(viewerId, (typing) => set({ typing }))
  const teller = createTypingTeller((typing) => void send('typing:set', { roomId, typing }).catch(() => {}))
  const reading = createReading(
    lastReadSeq,
    (seq) => send('read:mark', { roomId, seq }),
    (seq) => set({ lastReadSeq: seq, ...(seq < get().lastReadSeq && { dividerSeq: seq + 1 }) }),
  )
  const outbox = createOutbox(
    async (message) => (await send('message:post', { roomId, ...message })).message,
    (message) => hear(message),
    keepOutbox(viewerId, roomId),
  )

  const put = (next: timeline.Timeline) => {
    for (const { clientId } of next.messages.slice(-50)) if (clientId) outbox.drop(clientId)
    set({ timeline: next })
    if (timeline.hasGap(next)) watch.gap()
  }
  const hear = (message: Message) => put(timeline.heard(get().timeline, message))
  const history = (query = '') => api(`/rooms/${roomId}/messages${query}`, messagePage)

  const watch = createWatch({
    roomId,
    since: () => get().timeline.revision,
    hasGap: () => timeline.hasGap(get().timeline),
    lost: () => set({ lost: true }),
    async apply({ online, typing, call, reset, ...caught }) {
      if (reset) put(timeline.reopened(get().timeline, await history()))
      else put(timeline.caughtUp(get().timeline, caught))
      typists.heard(typing)
      set({ live: true, online: new Set(online), call })
      outbox.resume()
      reading.resume()
    },
  })

  const load = async (
    loading: NonNullable<ConversationState['loading']>,
    query: string,
    merge: (now: timeline.Timeline, page: MessagePage) => timeline.Timeline,
  ): Promise<boolean> => {
    if (get().loading) return false
    set({ loading, failure: null })
    try {
      const loaded = await history(query)
      const before = get().timeline
      const merged = merge(before, loaded)
      if (merged === before)
        throw new Refusal('conflict', 'This part of the history does not fit. Reload the page.')
      put(merged)
      return true
    } catch (error) {
      set({ failure: asRefusal(error).message })
      return false
    } finally {
      set({ loading: null })
    }
  }

  return {
    get,
    subscribe,
    /** Starts listening; returns how to stop. */
    open() {
      const stops = [
        listen(roomId, { get, set, hear, typists, reading }),
        outbox.subscribe(() => set({ pending: outbox.get() })),
      ]
      set({ pending: outbox.get() })
      outbox.open()
      watch.start()
      return () => {
        teller.stopped()
        watch.stop()
        typists.close()
        outbox.close()
        for (const stop of stops) stop()
      }
    },
    loadOlder: () => load('older', `?before=${get().timeline.messages[0]?.seq ?? 0}`, timeline.withOlder),
    loadNewer: () => load('newer', `?after=${timeline.endOf(get().timeline)}`, timeline.withNewer),
    loadNewest: () => load('page', '', timeline.reopened),
    loadAround: (seq: number) => load('page', `?around=${seq}`, timeline.reopened),
    post(written: Pick<Pending, 'content' | 'replyTo' | 'attachments' | 'previews'>) {
      teller.stopped()
      outbox.add({ ...written, clientId: crypto.randomUUID(), createdAt: new Date().toISOString() })
    },
    retry: outbox.retry,
    discard: outbox.drop,
    async edit(messageId: string, content: string) {
      hear((await send('message:edit', { messageId, content })).message)
    },
    async remove(messageId: string) {
      hear((await send('message:delete', { messageId })).message)
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
