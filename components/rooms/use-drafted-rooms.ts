'use client'

import { useSyncExternalStore } from 'react'
import { draftedRooms, subscribeToDrafts } from '#lib/messages/browser/drafts.ts'
import { useViewer } from './roster-context.tsx'

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
