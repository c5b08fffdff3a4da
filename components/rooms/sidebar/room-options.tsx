'use client'

import { AttentionItems } from '#components/rooms/attention-items.tsx'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { MenuFor, MenuPopup } from '#components/ui/menu.tsx'
import { roomOptions } from './room-link.tsx'

/** The menu of the sidebar's rooms, for the one it was opened on. */
export default function RoomOptions() {
  const rooms = useJoinedRooms()
  return (
    <MenuFor opening={roomOptions}>
      {({ payload: roomId }) => {
        const room = rooms.find(({ id }) => id === roomId)
        return (
          room && (
            <MenuPopup align="start">
              <AttentionItems room={room} />
            </MenuPopup>
          )
        )
      }}
    </MenuFor>
  )
}
