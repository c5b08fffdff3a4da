'use client'

import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { useStore } from '#components/ui/use-store.ts'

/** How many replies are unread in the threads the viewer follows, those of rooms that they muted left out. */
export const useUnreadThreads = (): number => {
  const { unread } = useStore(useConversations().threads)
  const rooms = useJoinedRooms()
  const isTold = (id: string) => {
    const room = rooms.find((one) => one.id === id)
    return room === undefined || (room.isActive && room.level !== 'nothing')
  }
  return unread.reduce((sum, { roomId, unreadCount }) => sum + (isTold(roomId) ? unreadCount : 0), 0)
}
