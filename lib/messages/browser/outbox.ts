import type { Person } from '#lib/accounts/schema.ts'
import { isRefusal, type Refusal, replyError } from '#lib/errors.ts'
import { createStore } from '#lib/store.ts'
import { newUuid } from '#lib/uuid.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import type { Message, NewMessage } from '../schema.ts'
import type { KeptOutbox } from './outbox-storage.ts'
import { createSleep } from './sleep.ts'
import type { Tabs } from './tabs.ts'

/** A message that its author sees and the server has not confirmed. */
export type Pending = {
  clientId: string
  roomId: string
  content: string
  replyTo: Message['replyTo']
  /** The thread it is for, by its first message; null, or missing where an older page kept it: the room. */
  threadId?: Message['threadId']
  /** Of what is for a thread: the room shows it too. */
  inRoom?: boolean
  /** Uploaded, or fetched, before it was sent: shown from the start, and named by their ids. */
  attachments: Message['attachments']
  previews: Message['previews']
  /** What it passes on, and whose words those are: the server copies it. */
  forwarded?: { messageId: string; author: Person }
  createdAt: string
  /** Why the server refused it; null while it waits or is on its way. */
  refused: Refused | null
}

/** What is sent of it. */
export type Unsent = Pick<
  Pending,
  'clientId' | 'content' | 'replyTo' | 'threadId' | 'inRoom' | 'attachments' | 'previews' | 'forwarded'
>

/** What one tab tells the others: the outbox has changed, and which message was stored. */
export type OutboxNews = { stored?: Message }
export type Outbox = ReturnType<typeof createOutbox>

type Parts = {
  post: (pending: Pending) => Promise<Message>
  kept: KeptOutbox
  tabs: Tabs<OutboxNews>
  isUp: () => boolean
}

const firstWaitMs = 1_000
const longestWaitMs = 15_000
/** So often the same message may meet a fault of the server before its author is told. */
const mostFaults = 5

/**
 * What the viewer wrote in any room and the server has not confirmed. In each room one message is sent after
 * the other, in the order they were written, by one tab at a time, each until it is stored or refused.
 * Sending again with the same clientId is safe: the server stores a clientId once, for ever.
 */
export const createOutbox = ({ post, kept, tabs, isUp }: Parts) => {
  const store = createStore<{ pending: readonly Pending[] }>({ pending: [] })
  const hearers = new Set<(message: Message) => void>()
  const refusals = new Set<(pending: Pending) => void>()
  const sending = new Set<string>()
  const faults = new Map<string, number>()
  /** Until when (milliseconds since 1970) the server takes nothing more in a room, as it said last. */
  const waits = new Map<string, number>()
  const { sleep, wakeAll } = createSleep()
  let closed = true
  let changes = 0
  let waitMs = firstWaitMs

  const put = (pending: readonly Pending[]) => {
    changes++
    store.set({ pending })
  }
  const next = (roomId: string) =>
    store.get().pending.find((one) => one.roomId === roomId && one.refused === null)

  /** Takes over what other tabs did; reads again when this one did something meanwhile. */
  const refresh = async () => {
    let seen: number
    let found: Pending[]
    do {
      seen = changes
      found = await kept.all()
    } while (seen !== changes)
    const before = new Map(store.get().pending.map((one) => [one.clientId, one]))
    const pending = found.map((one) => {
      const known = before.get(one.clientId)
      return known?.refused === one.refused ? known : one
    })
    if (pending.length !== before.size || pending.some((one) => before.get(one.clientId) !== one))
      put(pending)
  }

  const change = (pending: Pending) => {
    put(store.get().pending.map((one) => (one.clientId === pending.clientId ? pending : one)))
    void kept.put(pending).then(() => tabs.say({}))
  }
  const drop = (clientId: string, news: OutboxNews = {}) => {
    if (!store.get().pending.some((one) => one.clientId === clientId)) return
    put(store.get().pending.filter((one) => one.clientId !== clientId))
    void kept.remove(clientId).then(() => tabs.say(news))
  }
  const heard = (message: Message) => {
    for (const hear of hearers) hear(message)
  }

  const sendOne = async (pending: Pending) => {
    try {
      const message = await post(pending)
      waitMs = firstWaitMs
      faults.delete(pending.clientId)
      heard(message)
      drop(pending.clientId, { stored: message })
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (error.code === 'rate_limited') {
        const ms = error.retryAfterMs ?? firstWaitMs
        waits.set(pending.roomId, Date.now() + ms)
        put([...store.get().pending])
        return sleep(ms)
      }
      const count = (faults.get(pending.clientId) ?? 0) + (error.code === 'internal' ? 1 : 0)
      faults.set(pending.clientId, count)
      if (isPassing(error) && count < mostFaults) {
        const ms = waitMs
        waitMs = Math.min(waitMs * 2, longestWaitMs)
        return sleep(ms)
      }
      faults.delete(pending.clientId)
      // A refused message must not hold up the ones behind it; a wait keeps the order for all of them.
      const refused = { ...pending, refused: replyError(error) }
      change(refused)
      for (const tell of refusals) tell(refused)
    }
  }
  const sendRoom = async (roomId: string): Promise<void> => {
    if (closed || sending.has(roomId) || !isUp() || !next(roomId)) return
    sending.add(roomId)
    try {
      await tabs.alone(roomId, async () => {
        // Waiting for the turn, another tab may have sent it all.
        await refresh()
        for (let one = next(roomId); one && !closed && isUp(); one = next(roomId)) await sendOne(one)
      })
    } finally {
      sending.delete(roomId)
    }
    // Written between the last look and giving the turn away.
    return sendRoom(roomId)
  }
  const sendAll = () => {
    for (const roomId of new Set(store.get().pending.map((one) => one.roomId))) void sendRoom(roomId)
  }

  return {
    get: () => store.get().pending,
    subscribe: store.subscribe,
    waitsUntil: (roomId: string) => waits.get(roomId) ?? 0,
    /** Hears every message that is stored, sent by this tab or by another. Returns how to stop. */
    onStored(hear: (message: Message) => void) {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    /** Hears of every message this tab sent and the server would not take. Returns how to stop. */
    onRefused(tell: (pending: Pending) => void) {
      refusals.add(tell)
      return () => void refusals.delete(tell)
    },
    /** Starts sending, also what an earlier page left behind; returns how to stop. */
    open() {
      closed = false
      const stop = tabs.hear(({ stored }) => {
        if (stored) heard(stored)
        void refresh().then(sendAll)
      })
      void refresh().then(sendAll)
      return () => {
        closed = true
        stop()
        wakeAll()
      }
    },
    add(message: Omit<Pending, 'clientId' | 'createdAt' | 'refused'>) {
      const { pending } = store.get()
      // Their order is that of their times, so no two have the same.
      const at = Math.max(Date.now(), ...pending.map((one) => Date.parse(one.createdAt) + 1))
      const added: Pending = {
        ...message,
        clientId: newUuid(),
        createdAt: new Date(at).toISOString(),
        refused: null,
      }
      put([...pending, added])
      void kept.put(added).then(() => tabs.say({}))
      void sendRoom(message.roomId)
    },
    /** The connection is back: no need to wait longer. */
    resume() {
      waitMs = firstWaitMs
      wakeAll()
      sendAll()
    },
    retry(clientId: string) {
      const pending = store.get().pending.find((one) => one.clientId === clientId)
      if (!pending) return
      change({ ...pending, refused: null })
      void sendRoom(pending.roomId)
    },
    /** Heard as stored, or thrown away by its author. */
    drop: (clientId: string) => drop(clientId),
  }
}

const isPassing = ({ code }: Refusal) =>
  code === 'unavailable' || code === 'internal' || code === 'unauthenticated'

/** What is asked of the server. */
export const messageOf = (unsent: Unsent): NewMessage => {
  const { clientId, content, replyTo, threadId, inRoom = false, attachments, previews, forwarded } = unsent
  if (forwarded) return { clientId, content: '', forwardOf: forwarded.messageId }
  return {
    clientId,
    content,
    ...(threadId && { threadId, inRoom }),
    ...(replyTo && { replyToId: replyTo.id }),
    ...(attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }),
    ...(previews.length > 0 && { previewIds: previews.map(({ id }) => id) }),
  }
}
