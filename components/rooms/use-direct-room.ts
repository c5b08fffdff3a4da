'use client'

import { useRouter } from 'next/navigation'
import { say } from '#components/ui/toast.tsx'
import { createRoom } from '#lib/rooms/actions.ts'
import { useRoster } from './roster-context.tsx'

/** Goes to the direct room with somebody, which is made when there is none. */
export const useDirectRoom = () => {
  const roster = useRoster()
  const router = useRouter()
  return async (userId: string): Promise<void> => {
    const known = roster.get().rooms.find(({ people }) => people?.length === 1 && people[0]?.id === userId)
    if (known) return router.push(`/rooms/${known.id}`)
    const reply = await createRoom({ visibility: 'direct', userIds: [userId] }).catch(() => null)
    if (!reply?.ok) return say(reply?.error.message ?? 'The server cannot be reached. Try again.')
    roster.put(reply.data)
    router.push(`/rooms/${reply.data.id}`)
  }
}
