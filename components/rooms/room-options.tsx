'use client'

import { MenuPopup, MenuRoot } from '#components/ui/menu.tsx'
import { AttentionItems } from './attention-items.tsx'
import { roomOptions } from './room-link.tsx'
import { useJoinedRooms } from './roster-context.tsx'

/** The menu of the sidebar's rooms, for the one it was opened on. */
export function RoomOptions() {
  const rooms = useJoinedRooms()
  return (
    <MenuRoot handle={roomOptions}>
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
    </MenuRoot>
  )
}
