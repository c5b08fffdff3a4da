import { isRefusal } from '#lib/errors.ts'
import { createStore } from '#lib/realtime/store.ts'
import type { Message, NewMessage } from '../schema.ts'

/** A message that its author sees and the server has not confirmed. */
export type Pending = {
  clientId: string
  content: string
  replyTo: Message['replyTo']
  /** Uploaded, or fetched, before it was sent: shown from the start, and named by their ids. */
  attachments: Message['attachments']
  previews: Message['previews']
  createdAt: string
  /** Why the server refused it; null while it waits or is on its way. */
  refused: string | null
}

type Post = (message: NewMessage) => Promise<Message>
type Keep = { load: () => Pending[]; save: (pending: readonly Pending[]) => void }

const firstWaitMs = 1_000
const longestWaitMs = 15_000

/**
 * Sends one message after the other, in the order they were written, each until it is stored or refused.
 * Sending again with the same clientId is safe: the server stores a clientId once, for ever.
 */
export const createOutbox = (post: Post, stored: (message: Message) => void, keep: Keep) => {
  const store = createStore<{ pending: readonly Pending[] }>({ pending: keep.load() })
  let sending = false
  let closed = true
  let wait: ReturnType<typeof setTimeout> | undefined
  let waitMs = firstWaitMs

  const put = (pending: readonly Pending[]) => {
    store.set({ pending })
    keep.save(pending)
  }
  const without = (clientId: string) => store.get().pending.filter((one) => one.clientId !== clientId)
  const mark = (clientId: string, refused: string | null) =>
    put(store.get().pending.map((one) => (one.clientId === clientId ? { ...one, refused } : one)))

  const later = (ms: number) => {
    clearTimeout(wait)
    wait = setTimeout(pump, ms)
  }

  const pump = async (): Promise<void> => {
    const next = store.get().pending.find((one) => one.refused === null)
    if (!next || sending || closed) return
    sending = true
    clearTimeout(wait)
    try {
      stored(await post(messageOf(next)))
      put(without(next.clientId))
      waitMs = firstWaitMs
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (error.code === 'rate_limited') later(error.retryAfterMs ?? firstWaitMs)
      else if (error.code === 'unavailable' || error.code === 'internal') {
        later(waitMs)
        waitMs = Math.min(waitMs * 2, longestWaitMs)
      } else mark(next.clientId, error.message)
      // A refused message must not hold up the ones behind it; a wait keeps the order for all of them.
      if (store.get().pending.find((one) => one.refused === null)?.clientId === next.clientId) return
    } finally {
      sending = false
    }
    return pump()
  }

  return {
    get: () => store.get().pending,
    subscribe: store.subscribe,
    open() {
      closed = false
    },
    add(message: Omit<Pending, 'refused'>) {
      put([...store.get().pending, { ...message, refused: null }])
      void pump()
    },
    /** The connection is back: no need to wait longer. */
    resume() {
      clearTimeout(wait)
      waitMs = firstWaitMs
      void pump()
    },
    retry(clientId: string) {
      mark(clientId, null)
      void pump()
    },
    /** Heard as stored, or thrown away by its author. */
    drop(clientId: string) {
      if (store.get().pending.some((one) => one.clientId === clientId)) put(without(clientId))
    },
    close() {
      closed = true
      clearTimeout(wait)
    },
  }
}

const messageOf = ({ clientId, content, replyTo, attachments, previews }: Pending): NewMessage => ({
  clientId,
  content,
  ...(replyTo && { replyToId: replyTo.id }),
  ...(attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }),
  ...(previews.length > 0 && { previewIds: previews.map(({ id }) => id) }),
})
