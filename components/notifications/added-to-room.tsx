'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { roomIn } from '#components/rooms/view/address.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { say } from '#components/ui/toast.ts'
import { on } from '#lib/realtime/browser/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'

/** Says at once that somebody added the viewer to a room, and leads there, or banned them from one. */
export function AddedToRoom() {
  const t = useTranslations()
  const roomName = useRoomName()
  const myRooms = useMyRooms()
  const { enter } = useEnterRoom()
  useEffect(() => {
    const tell = async ({ roomId, by }: EventPayload<'room:added'>) => {
      const room = await myRooms.seek(roomId)
      // Taken out again before it was told.
      if (!room) return
      say(t('notifications.added', { name: by.name, room: roomName(room) }), {
        label: t('notifications.openRoom'),
        run: () => enter(roomId),
      })
    }
    const stop = on('room:added', (added) => void tell(added))
    // Before the list of rooms hears of it (effects of what is inside come first), which forgets the name.
    const stopToo = on('room:removed', ({ roomId, reason, because }) => {
      const room = myRooms.get().rooms.find(({ id }) => id === roomId)
      if (reason !== 'banned' || !room || roomIn(window.location.pathname) === roomId) return
      say(
        t(because ? 'notifications.bannedBecause' : 'notifications.banned', {
          room: roomName(room),
          because: because ?? '',
        }),
      )
    })
    return () => {
      stop()
      stopToo()
    }
  }, [t, roomName, myRooms, enter])
  return null
}
