'use client'

import { useTranslations } from 'next-intl'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { say } from '#components/ui/toast.ts'
import { createRoom } from '#lib/rooms/actions.ts'

/** Goes to the direct room with somebody, which is made when there is none. */
export const useDirectRoom = () => {
  const t = useTranslations()
  const myRooms = useMyRooms()
  const { enter } = useEnterRoom()
  return async (userId: string): Promise<void> => {
    const known = myRooms.get().rooms.find(({ people }) => people?.length === 1 && people[0]?.id === userId)
    if (known) return enter(known.id)
    const reply = await createRoom({ visibility: 'direct', userIds: [userId] }).catch(() => null)
    if (!reply?.ok) return say(reply?.error ?? t('rooms.unreachable'))
    myRooms.put(reply.data)
    enter(reply.data.id)
  }
}
