'use client'

import { useTranslations } from 'next-intl'
import { say } from '#components/ui/toast.ts'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { send } from '#lib/realtime/browser/client.ts'
import { setAttention } from '#lib/rooms/actions.ts'
import type { AttentionChange, Room } from '#lib/rooms/schema.ts'
import { useMyRooms, useViewer } from './my-rooms-context.tsx'

const refused = (error: unknown) => say(asRefusal(error))

/**
 * What the viewer may want of a room beside reading it: told at once on the
 * screen, and taken back when the server refuses.
 */
export const useAttentionTo = (room: Room) => {
  const t = useTranslations()
  const myRooms = useMyRooms()
  const viewer = useViewer()

  const choose = async (change: AttentionChange) => {
    myRooms.attend(room.id, change)
    const reply = await setAttention({ roomId: room.id, ...change }).catch(() => null)
    if (reply?.ok) return
    myRooms.attend(room.id, { level: room.level, favourite: room.favourite })
    say(reply?.error ?? t('rooms.unreachable'))
  }
  const markRead = () => {
    myRooms.read(room.id, room.lastSeq)
    send('read:mark', { roomId: room.id, seq: room.lastSeq }).catch(refused)
  }
  /** From the newest message of somebody else: one's own are never unread, nor who came and went. */
  const markUnread = async () => {
    try {
      const { items } = await api('GET /rooms/{roomId}/messages', {
        params: { roomId: room.id },
        query: { limit: 100 },
      })
      const newest = items.findLast(({ author, kind }) => author.id !== viewer.userId && kind !== 'system')
      if (newest) await send('read:mark', { roomId: room.id, seq: newest.seq - 1 })
      else say(t('rooms.attention.nothingToMark'))
    } catch (error) {
      refused(error)
    }
  }
  return { choose, markRead, markUnread }
}
