import { api } from '#lib/http/browser/client.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import { createStore } from '#lib/store.ts'

/** Of one thread that the viewer follows: how many replies that stand in it alone they have not read. */
export type UnreadThread = { threadId: string; roomId: string; unreadCount: number; lastReplySeq: number }

/** What only the server can count is asked for a little later, once for all that happened meanwhile. */
const soonMs = 500

/**
 * What is unread in the threads the viewer follows, live. `heard` is another number whenever something
 * happened in one of them, for whoever shows more of them than that.
 */
export const createMyThreads = () => {
  const { get, set, subscribe } = createStore<{ unread: readonly UnreadThread[]; heard: number }>({
    unread: [],
    heard: 0,
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const find = (id: string) => get().unread.find(({ threadId }) => threadId === id)
  const put = (unread: readonly UnreadThread[]) => set({ unread, heard: get().heard + 1 })
  const without = (id: string) => get().unread.filter(({ threadId }) => threadId !== id)

  const load = async (): Promise<void> => {
    const { heard } = get()
    try {
      const { threads } = await api('GET /me/threads/unread', {})
      if (heard === get().heard) set({ unread: threads })
      else loadSoon()
    } catch {
      // With the next connection, or with what happens next, it is asked for again.
    }
  }
  const loadSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), soonMs)
  }

  return {
    get,
    subscribe,
    /** Starts listening; returns how to stop. */
    open() {
      // Lists of threads are asked for anew too: what came while the connection was away is in none.
      const connected = () => {
        put(get().unread)
        void load()
      }
      if (socket().connected) connected()
      socket().on('connect', connected)
      const stops = [
        () => socket().off('connect', connected),
        () => clearTimeout(timer),
        on('thread:activity', ({ threadId, roomId, seq, inRoom }) => {
          const known = find(threadId)
          const isNew = !inRoom && seq > (known?.lastReplySeq ?? 0)
          if (!isNew) return put(get().unread)
          const unreadCount = (known?.unreadCount ?? 0) + 1
          put([{ threadId, roomId, unreadCount, lastReplySeq: seq }, ...without(threadId)])
        }),
        on('thread:changed', ({ threadId, following, lastReadSeq }) => {
          const known = find(threadId)
          const isRead = !following || (known && lastReadSeq >= known.lastReplySeq)
          put(isRead ? without(threadId) : get().unread)
          if (!isRead) loadSoon()
        }),
        on('message:gone', ({ threadId }) => {
          if (threadId && find(threadId)) loadSoon()
        }),
        on('room:removed', ({ roomId }) => put(get().unread.filter((one) => one.roomId !== roomId))),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
