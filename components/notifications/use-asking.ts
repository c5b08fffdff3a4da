'use client'

import { useUnreadThreads } from '#components/messages/threads/use-unread-threads.ts'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { asking } from '#lib/rooms/browser/unread.ts'

/** How many messages of all rooms, and of the threads the viewer follows, ask for attention. */
export const useAsking = (): number => {
  const inThreads = useUnreadThreads()
  return useJoinedRooms().reduce((sum, room) => sum + asking(room), inThreads)
}
