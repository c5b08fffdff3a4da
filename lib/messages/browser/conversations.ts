import { asRefusal } from '#lib/errors.ts'
import { on, send, socket } from '#lib/realtime/browser/client.ts'
import { checkLine } from '#lib/realtime/browser/connection.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { createStore } from '#lib/store.ts'
import type { MessagePage } from '../schema.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { createLastWords } from './last-words.ts'
import type { FollowCall } from './live-events.ts'
import { createMyThreads } from './my-threads.ts'
import { createOutbox, messageOf, type OutboxNews, type Pending } from './outbox.ts'
import { keepOutbox } from './outbox-storage.ts'
import { openTabs } from './tabs.ts'
import { hasAfter } from './timeline.ts'

/** A room as it was when the viewer left it. It catches up by revision when they come back. */
export type Remembered = {
  room: Room
  members: readonly Member[]
  conversation: Conversation
  /** As the server has just told it: not left since. */
  isFresh: boolean
}
export type Conversations = ReturnType<typeof createConversations>

/** So many rooms are shown from memory; of what was seen longest ago the server is asked again. */
const most = 12

/** The viewer's conversations in this tab: the rooms seen lately, in memory, and one outbox for all rooms. */
export const createConversations = (viewerId: string, followCall: FollowCall) => {
  const { get, set, subscribe } = createStore<{ rooms: ReadonlyMap<string, Remembered> }>({
    rooms: new Map(),
  })
  /** What is on the screen is not taken away; it says itself that the room is closed. */
  let shown: string | null = null
  let ended = false
  const outbox = createOutbox({
    post,
    kept: keepOutbox(viewerId),
    tabs: openTabs<OutboxNews>(`rooms.outbox.${viewerId}`),
    isUp: () => socket().connected,
  })

  const lastWords = createLastWords()
  const threads = createMyThreads()

  const forget = (roomId: string) => {
    const rooms = new Map(get().rooms)
    if (rooms.delete(roomId)) set({ rooms })
  }
  const remember = (roomId: string, one: Remembered) => {
    const rooms = new Map(get().rooms)
    rooms.delete(roomId)
    rooms.set(roomId, one)
    for (const old of [...rooms.keys()].slice(0, -most)) rooms.delete(old)
    set({ rooms })
  }

  return {
    outbox,
    lastWords,
    threads,
    subscribe,
    isShown: (roomId: string) => shown === roomId,
    recall: (roomId: string): Remembered | undefined => get().rooms.get(roomId),
    /**
     * A room as the server has just told it. One that is remembered knows better, and catches up by itself.
     */
    meet(room: Room, members: readonly Member[], page: MessagePage) {
      if (get().rooms.has(room.id)) return
      const conversation = createConversation({ roomId: room.id, viewerId, page, outbox, followCall })
      remember(room.id, { room, members, conversation, isFresh: true })
    },
    /** The room is on the screen from now on. Returns how to leave it. */
    show(conversation: Conversation, asLeft: () => Pick<Remembered, 'room' | 'members'>) {
      const { roomId } = conversation
      shown = roomId
      const close = conversation.open()
      return () => {
        close()
        if (shown === roomId) shown = null
        const { lost, timeline } = conversation.get()
        const last = timeline.messages.at(-1)
        if (last && !lost && !ended && !hasAfter(timeline)) lastWords.heard(last)
        // Who left it while reading far back comes to its end again, which is not in memory.
        if (lost || ended || hasAfter(timeline)) forget(roomId)
        else remember(roomId, { conversation, isFresh: false, ...asLeft() })
      }
    },
    /** Starts sending and listening; returns how to stop. */
    open() {
      const back = () => outbox.resume()
      socket().on('connect', back)
      const stops = [
        outbox.open(),
        threads.open(),
        () => socket().off('connect', back),
        // What waits may wait no longer, or may not be sent any more.
        on('room:changed', back),
        on('room:removed', ({ roomId }) => {
          lastWords.forget(roomId)
          if (roomId !== shown) forget(roomId)
        }),
        on('session:ended', () => {
          ended = true
          lastWords.forgetAll()
          for (const roomId of get().rooms.keys()) if (roomId !== shown) forget(roomId)
        }),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

async function post(pending: Pending) {
  try {
    const { message } = await send('message:post', { roomId: pending.roomId, ...messageOf(pending) })
    return message
  } catch (error) {
    // No answer may mean that the line is dead and does not know it.
    if (socket().connected && asRefusal(error).unanswered) checkLine()
    throw error
  }
}
