'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { canReach } from '#components/rooms/reach.ts'

/** The ways into a room: at once for one in memory, through the server for any other. */
export const useEnterRoom = () => {
  const t = useTranslations()
  const conversations = useConversations()
  const router = useRouter()
  return useMemo(() => {
    /** Goes there if the room is in memory; answers whether it did. */
    const fromMemory = (roomId: string): boolean => {
      if (!conversations.recall(roomId)) return false
      // Next takes the new address over without asking the server for the page.
      window.history.pushState(null, '', `/rooms/${roomId}`)
      return true
    }
    const enter = (roomId: string) => {
      if (!fromMemory(roomId) && canReach(t)) router.push(`/rooms/${roomId}`)
    }
    return { enter, fromMemory }
  }, [t, conversations, router])
}
