'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { canReach } from '#components/rooms/reach.ts'
import { connection } from '#lib/realtime/browser/connection.ts'
import { roomIn } from './address.ts'

/** The ways from page to page: at once to what is in memory, through the server to everything else. */
export const useEnterRoom = () => {
  const t = useTranslations()
  const conversations = useConversations()
  const router = useRouter()
  return useMemo(() => {
    /**
     * Goes there if that needs no server; answers whether it did. While the server is away every room can be
     * gone to: one that is not in memory says what is missing, and opens when the line is back.
     */
    const fromMemory = (href: string): boolean => {
      const [path = '', query] = href.split('?')
      const roomId = roomIn(path)
      const { away } = connection.get()
      const isHere = !query && (roomId ? conversations.recall(roomId) : away && path === '/rooms')
      if (!isHere && !(roomId && away)) return false
      // Next takes the new address over without asking the server for the page.
      window.history.pushState(null, '', href)
      return true
    }
    const go = (href: string) => {
      if (!fromMemory(href) && canReach(t)) router.push(href)
    }
    return { go, enter: (roomId: string) => go(`/rooms/${roomId}`), fromMemory }
  }, [t, conversations, router])
}
