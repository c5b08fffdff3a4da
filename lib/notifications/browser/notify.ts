import type { Person } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import type { Message } from '#lib/messages/schema.ts'
import { on } from '#lib/realtime/browser/client.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { clearNotifications } from './clear.ts'
import { becomeTeller, isLookedAt } from './locks.ts'
import { isWanted, type Reader, type Words, wordsOf } from './words.ts'

/** Of a burst only so many are looked through for one worth telling. */
const newest = 20

/** A lively room is looked into no more often than this: its notification says the newest anyway. */
const pauseMs = 3_000

type Rooms = {
  find: (roomId: string) => Room | undefined
  /** Also one the list has not come to yet. */
  seek: (roomId: string) => Promise<Room | undefined>
}

/** The worker that shows notifications and hears the clicks on them. */
const worker = async (): Promise<ServiceWorkerRegistration> => {
  await navigator.serviceWorker.register('/notifications.js')
  return navigator.serviceWorker.ready
}

/**
 * Tells of messages in rooms nobody here looks at: one notification a room, of the newest message. Every tab
 * hears of them, one of them tells. `room:activity` carries no text, so it is asked for as any history is:
 * with the rights of that moment. Returns how to stop.
 */
export const notify = (words: Words, reader: Reader, rooms: Rooms): (() => void) => {
  let telling = false
  const told = new Map<string, number>()
  const shown = worker()
  // Without a worker there is nothing to show with; the badges in the page say the same.
  shown.catch(() => {})

  const tell = async (message: Message) => {
    const { roomId, seq } = message
    const room = rooms.find(roomId)
    if (!room || !isWanted(message, room, reader) || seq <= (told.get(roomId) ?? 0)) return
    told.set(roomId, seq)
    if (await isLookedAt(reader.userId, roomId)) return
    const { title, body, urgent } = wordsOf(words, message, room, reader)
    const registration = await shown
    const options = { body, tag: roomId, renotify: urgent, icon: '/icon-192.png' }
    await registration.showNotification(title, {
      ...options,
      data: { path: `/rooms/${roomId}?message=${seq}`, seq },
    })
    // Read elsewhere while it was on its way.
    const lastReadSeq = rooms.find(roomId)?.lastReadSeq ?? 0
    if (lastReadSeq >= seq) await clearNotifications({ roomId, upTo: lastReadSeq })
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
    const registration = await shown
    await registration.showNotification(words.roomName(room), {
      body: words.t('notifications.addedYou', { name: by.name }),
      tag: roomId,
      icon: '/icon-192.png',
      data: { path: `/rooms/${roomId}`, seq: room.lastSeq },
    })
  }
  const lookedAt = new Map<string, number>()
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const lookSoon = (roomId: string) => {
    if (waiting.has(roomId)) return
    const wait = (lookedAt.get(roomId) ?? 0) + pauseMs - Date.now()
    const now = () => {
      waiting.delete(roomId)
      lookedAt.set(roomId, Date.now())
      quietly(look(roomId))
    }
    waiting.set(roomId, setTimeout(now, Math.max(0, wait)))
  }
  /** What cannot be told stands in the sidebar all the same. */
  const quietly = (work: Promise<void>) => void work.catch(() => {})

  const stops = [
    becomeTeller(reader.userId, () => {
      telling = true
    }),
    on('room:activity', ({ roomId, lastSeq, mentioned, own, quiet }) => {
      const level = rooms.find(roomId)?.level
      const matters = level === 'everything' || (level === 'mentions' && mentioned)
      if (telling && matters && ![...(own ?? []), ...(quiet ?? [])].includes(lastSeq)) lookSoon(roomId)
    }),
    on('room:added', ({ roomId, by }) => {
      if (telling) quietly(tellAdded(roomId, by))
    }),
    // Of the room this tab has open there is no other word.
    on('message:posted', (message) => {
      if (telling) quietly(tell(message))
    }),
    on('read:changed', ({ roomId, lastReadSeq }) => {
      if (telling) quietly(clearNotifications({ roomId, upTo: lastReadSeq }))
    }),
    // Whoever sits here next must not read them.
    on('session:ended', () => quietly(clearNotifications())),
    on('room:removed', ({ roomId }) => {
      if (telling) quietly(clearNotifications({ roomId, upTo: Number.POSITIVE_INFINITY }))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    for (const timer of waiting.values()) clearTimeout(timer)
  }
}
