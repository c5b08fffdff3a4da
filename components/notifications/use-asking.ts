'use client'

import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { asking } from '#lib/rooms/browser/unread.ts'

/** How many messages of all rooms ask for attention. */
export const useAsking = (): number => useJoinedRooms().reduce((sum, room) => sum + asking(room), 0)
