'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useJoinedRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import type { Person } from '#lib/accounts/schema.ts'

/**
 * By which names people are known where messages of several rooms stand: those of whoever wrote here, of the
 * viewer, and of the people of their direct rooms. Everybody else is somebody.
 */
export const useKnownNames = (authors: readonly Person[]) => {
  const t = useTranslations()
  const viewer = useViewer()
  const rooms = useJoinedRooms()
  return useMemo(() => {
    const people = [...rooms.flatMap(({ people: inside = [] }) => inside), ...authors]
    const names = new Map(people.map(({ id, name }) => [id, name]))
    names.set(viewer.userId, viewer.name)
    return (id: string) => names.get(id) ?? t('messages.mention.unknown')
  }, [t, viewer, rooms, authors])
}
