import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { createStore } from '#lib/store.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import type { Message } from '../schema.ts'
import type { createNews } from './change-feed.ts'

export type ThreadState = {
  first: Message | null
  replies: readonly Message[]
  hasBefore: boolean
  loading: boolean
  /** Why it could not be loaded. */
  failure: Refused | null
}
/** One thread, open beside its room: read by pages, kept in step by what the room hears. */
export const createThread = ({
  roomId,
  messageId,
  news,
}: {
  roomId: string
  messageId: string
  news: ReturnType<typeof createNews>['subscribe']
}) => {
  const { get, set, subscribe } = createStore<ThreadState>({
    first: null,
    replies: [],
    hasBefore: false,
    loading: false,
    failure: null,
  })
  /** Heard while the first page is on its way. */
  const early: Message[] = []

  const load = async (before?: number): Promise<void> => {
    if (get().loading) return
    set({ loading: true, failure: null })
    try {
      const { first, items, hasBefore } = await api('GET /rooms/{roomId}/messages/{messageId}/thread', {
        params: { roomId, messageId },
        query: { before },
      })
      set({ first: newer(get().first, first), replies: items.reduce(placed, get().replies), hasBefore })
      for (const message of early.splice(0)) hear(message)
    } catch (error) {
      set({ failure: asRefusal(error) })
    } finally {
      set({ loading: false })
    }
  }
  const hear = (message: Message) => {
    const { first, replies, hasBefore, loading } = get()
    if (loading || first === null) early.push(message)
    if (first === null) return
    if (message.id === first.id) set({ first: newer(first, message) })
    if (message.threadId !== first.id) return
    // Of what is not loaded yet, the page that brings it will say how it is.
    if (hasBefore && message.seq < (replies[0]?.seq ?? 0)) return
    set({ replies: placed(replies, message) })
  }

  return {
    get,
    subscribe,
    /** Loads and listens; returns how to stop. */
    open() {
      const stop = news((message) => {
        if (message !== 'missed') return hear(message)
        set({ replies: [] })
        void load()
      })
      void load()
      return stop
    },
    loadOlder: () => load(get().replies[0]?.seq ?? 0),
    retry: () => load(),
  }
}

const newer = (held: Message | null, message: Message): Message =>
  held && held.revision > message.revision ? held : message

/** In its place by seq, once; an older state never replaces a newer one. */
const placed = (replies: readonly Message[], message: Message): readonly Message[] => {
  const at = replies.findIndex((one) => one.seq >= message.seq)
  if (at < 0) return [...replies, message]
  const there = replies[at]
  if (there?.seq !== message.seq) return replies.toSpliced(at, 0, message)
  return newer(there, message) === there ? replies : replies.with(at, message)
}
