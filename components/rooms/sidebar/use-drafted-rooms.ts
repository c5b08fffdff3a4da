'use client'

import { useSyncExternalStore } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { draftedRooms, subscribeToDrafts } from '#lib/messages/browser/drafts.ts'

const none: ReadonlySet<string> = new Set()

/** The rooms in which the viewer has begun to write something that is not sent. */
export const useDraftedRooms = (): ReadonlySet<string> => {
  const { userId } = useViewer()
  return useSyncExternalStore(
    subscribeToDrafts,
    () => draftedRooms(userId),
    () => none,
  )
}
