'use client'

import { useTranslations } from 'next-intl'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { say } from '#components/ui/toast.ts'
import { createRoom } from '#lib/rooms/actions.ts'

/** Finds the direct room with somebody, or makes it; gives its id, or null after saying why there is none. */
export const useOpenDirect = () => {
  const t = useTranslations()
  const myRooms = useMyRooms()
  return async (userId: string): Promise<string | null> => {
    const known = myRooms.get().rooms.find(({ people }) => people?.length === 1 && people[0]?.id === userId)
    if (known) return known.id
    const reply = await createRoom({ visibility: 'direct', userIds: [userId] }).catch(() => null)
    if (!reply?.ok) {
      say(reply?.error ?? t('rooms.unreachable'))
      return null
    }
    myRooms.put(reply.data)
    return reply.data.id
  }
}

/** Goes to the direct room with somebody, which is made when there is none. */
export const useDirectRoom = () => {
  const open = useOpenDirect()
  const { enter } = useEnterRoom()
  return async (userId: string): Promise<void> => {
    const roomId = await open(userId)
    if (roomId !== null) enter(roomId)
  }
}
