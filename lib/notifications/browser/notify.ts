import type { Person } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import type { Message } from '#lib/messages/schema.ts'
import { on } from '#lib/realtime/browser/client.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { clearNotifications, clearWhatWasRead } from './clear.ts'
import { becomeTeller, isLookedAt } from './locks.ts'
import { createNewsOf } from './news.ts'
import { notificationWorker, showNotification } from './show.ts'
import { isWanted, isWantedOfThread, type Reader, type Words, wordsOf } from './words.ts'

/** Of a burst only so many are looked through for one worth telling. */
const newest = 20

/** A lively room is looked into no more often than this: its notification says the newest anyway. */
const pauseMs = 3_000

type Rooms = {
  find: (roomId: string) => Room | undefined
  /** Also one the list has not come to yet. */
  seek: (roomId: string) => Promise<Room | undefined>
}

/**
 * Tells of messages in rooms nobody here looks at: one notification a room, of the newest message. Every tab
 * hears of them, one of them tells. `room:activity` carries no text, so it is asked for as any history is:
 * with the rights of that moment. Returns how to stop.
 */
export const notify = (words: Words, reader: Reader, rooms: Rooms): (() => void) => {
  let telling = false
  const told = new Map<string, number>()
  const isNewsOf = createNewsOf()
  const shown = notificationWorker()
  // Without a worker there is nothing to show with; the badges in the page say the same.
  shown.catch(() => {})

  const tell = async (message: Message) => {
    const { roomId, seq } = message
    const room = rooms.find(roomId)
    if (!room || !isWanted(message, room, reader)) return
    await show(message, room, roomId)
    // Read elsewhere while it was on its way.
    const lastReadSeq = rooms.find(roomId)?.lastReadSeq ?? 0
    if (lastReadSeq >= seq) await clearNotifications({ place: roomId, upTo: lastReadSeq })
  }
  /** In place of what was told of the same room, or the same thread, before. */
  const show = async (message: Message, room: Room, place: string) => {
    const { roomId, seq } = message
    if (seq <= (told.get(place) ?? 0)) return
    told.set(place, seq)
    if (await isLookedAt(reader.userId, roomId)) return
    const { title, body, urgent } = wordsOf(words, message, room, reader)
    const data = { path: messagePath(message), seq }
    await showNotification(await shown, { title, body, tag: place, urgent, data })
  }
  const lookInThread = async (roomId: string, threadId: string) => {
    const room = rooms.find(roomId)
    if (!room || room.level === 'nothing') return
    const { items, following, lastReadSeq } = await api('GET /rooms/{roomId}/messages/{messageId}/thread', {
      params: { roomId, messageId: threadId },
      query: { limit: newest },
    })
    const message = items.findLast((one) => isWantedOfThread(one, lastReadSeq, room, reader))
    if (following && message) await show(message, room, threadId)
  }
  const look = async (roomId: string) => {
    const { items } = await api('GET /rooms/{roomId}/messages', {
      params: { roomId },
      query: { limit: newest },
    })
    const room = rooms.find(roomId)
    const message = room && items.findLast((one) => isWanted(one, room, reader))
    if (message) await tell(message)
  }
  /** Who looks at this page reads it there. */
  const tellAdded = async (roomId: string, by: Person) => {
    if (document.hasFocus()) return
    const room = await rooms.seek(roomId)
    if (!room) return
    await showNotification(await shown, {
      title: words.roomName(room),
      body: words.t('notifications.addedYou', { name: by.name }),
      tag: roomId,
      urgent: false,
      data: { path: `/rooms/${roomId}`, seq: room.lastSeq },
    })
  }
  const lookedAt = new Map<string, number>()
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  /** `place`: the room, or a thread in it. */
  const lookSoon = (place: string, into: () => Promise<void>) => {
    if (waiting.has(place)) return
    const wait = (lookedAt.get(place) ?? -pauseMs) + pauseMs - performance.now()
    const now = () => {
      waiting.delete(place)
      lookedAt.set(place, performance.now())
      quietly(into())
    }
    waiting.set(place, setTimeout(now, Math.max(0, wait)))
  }
  /** What cannot be told stands in the sidebar all the same. */
  const quietly = (work: Promise<void>) => void work.catch(() => {})

  const stops = [
    becomeTeller(reader.userId, 'messages', () => {
      telling = true
      // While nobody told, as while this page was opened.
      quietly(clearWhatWasRead((roomId) => rooms.find(roomId)?.lastReadSeq))
    }),
    on('room:activity', (activity) => {
      const { roomId, mentioned } = activity
      const isNews = isNewsOf(activity)
      const level = rooms.find(roomId)?.level
      const matters = level === 'everything' || (level === 'mentions' && mentioned)
      if (telling && matters && isNews) lookSoon(roomId, () => look(roomId))
    }),
    on('room:added', ({ roomId, by }) => {
      if (telling) quietly(tellAdded(roomId, by))
    }),
    on('thread:activity', ({ roomId, threadId, inRoom }) => {
      if (telling && !inRoom) lookSoon(threadId, () => lookInThread(roomId, threadId))
    }),
    on('thread:changed', ({ threadId, lastReadSeq }) => {
      if (telling) quietly(clearNotifications({ place: threadId, upTo: lastReadSeq }))
    }),
    // Of the room this tab has open there is no other word.
    on('message:posted', (message) => {
      if (telling) quietly(tell(message))
    }),
    on('read:changed', ({ roomId, lastReadSeq }) => {
      if (telling) quietly(clearNotifications({ place: roomId, upTo: lastReadSeq }))
    }),
    // Its words are to be read nowhere any more.
    on('message:gone', ({ roomId, threadId, seq }) => {
      for (const place of telling ? [roomId, threadId ?? []].flat() : [])
        quietly(clearNotifications({ place, from: seq, upTo: seq }))
    }),
    // Whoever sits here next must not read them.
    on('session:ended', () => quietly(clearNotifications())),
    on('room:removed', ({ roomId }) => {
      if (telling) quietly(clearNotifications({ place: roomId, upTo: Number.POSITIVE_INFINITY }))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    for (const timer of waiting.values()) clearTimeout(timer)
  }
}
