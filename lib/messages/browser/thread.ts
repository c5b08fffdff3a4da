import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { on } from '#lib/realtime/browser/client.ts'
import { createStore } from '#lib/store.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import type { Message } from '../schema.ts'
import type { createNews } from './change-feed.ts'

export type ThreadState = {
  first: Message | null
  replies: readonly Message[]
  hasBefore: boolean
  /** Whether the viewer follows it, and how far they have read it. */
  following: boolean
  lastReadSeq: number
  loading: boolean
  /** Why it could not be loaded. */
  failure: Refused | null
}
/** One thread, open beside its room: read by pages, kept in step by what the room hears. */
export const createThread = ({
  roomId,
  messageId,
  viewerId,
  news,
}: {
  roomId: string
  messageId: string
  viewerId: string
  news: ReturnType<typeof createNews>['subscribe']
}) => {
  const { get, set, subscribe } = createStore<ThreadState>({
    first: null,
    replies: [],
    hasBefore: false,
    following: false,
    lastReadSeq: 0,
    loading: false,
    failure: null,
  })
  /** Heard while the first page is on its way. */
  const early: Message[] = []
  const params = { roomId, messageId }
  /** Marked as unread: what is still on the screen does not undo it. */
  let held = false

  const load = async (before?: number): Promise<void> => {
    if (get().loading) return
    set({ loading: true, failure: null })
    try {
      const { first, items, hasBefore, following, lastReadSeq } = await api(
        'GET /rooms/{roomId}/messages/{messageId}/thread',
        { params, query: { before } },
      )
      const replies = items.reduce(placed, get().replies)
      set({ first: newer(get().first, first), replies, hasBefore, following, lastReadSeq })
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
    // Who answers follows.
    if (message.author.id === viewerId && message.seq > (replies.at(-1)?.seq ?? 0)) set({ following: true })
  }
  /** Nothing is lost by a missed mark: the next one says it again. */
  const mark = async (seq: number, onlyForward: boolean) => {
    set({ lastReadSeq: seq })
    await api('PUT /rooms/{roomId}/messages/{messageId}/thread/read', {
      params,
      body: { seq, onlyForward },
    }).catch(() => {})
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
      const isThis = (threadId: string) => threadId === get().first?.id
      const stops = [
        stop,
        on('thread:activity', ({ threadId }) => {
          if (isThis(threadId)) set({ following: true })
        }),
        on('thread:changed', ({ threadId, following, lastReadSeq }) => {
          if (isThis(threadId)) set({ following, lastReadSeq })
        }),
      ]
      void load()
      return () => {
        for (const end of stops) end()
      }
    },
    loadOlder: () => load(get().replies[0]?.seq ?? 0),
    retry: () => load(),
    /** The viewer has its end before their eyes. */
    seen() {
      const { replies, following, lastReadSeq } = get()
      const seq = replies.at(-1)?.seq ?? 0
      if (following && !held && seq > lastReadSeq) void mark(seq, true)
    },
    unreadFrom(seq: number) {
      held = true
      void mark(seq - 1, false)
    },
    /** Rejects with the server's words. */
    async follow(following: boolean) {
      const path = '/rooms/{roomId}/messages/{messageId}/thread/follow'
      set(await api(following ? `PUT ${path}` : `DELETE ${path}`, { params }))
    },
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
