'use client'

import { useParams, usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import type { Early } from '#components/messages/list/first-messages.tsx'
import { EarlyContext } from './early-context.ts'
import { RoomView } from './room-view.tsx'

/**
 * Shows the room of the address from memory when it is there, at once and also while the server is away.
 * Otherwise the page, which the server makes.
 */
export function RoomStage({ children }: { children: ReactNode }) {
  const conversations = useConversations()
  const roomId = /^\/rooms\/([^/]+)$/.exec(usePathname())?.[1]
  const asked = useSearchParams()
  const message = Number(asked.get('message'))
  const recall = () => (roomId ? conversations.recall(roomId) : undefined)
  const remembered = useSyncExternalStore(conversations.subscribe, recall, () => undefined)

  // The way back to a room that came from memory and is in memory no more: the page below is another one.
  const { roomId: below } = useParams()
  const isElsewhere = roomId !== undefined && !remembered && below !== roomId
  const router = useRouter()
  useEffect(() => {
    if (isElsewhere) router.replace(window.location.pathname + window.location.search)
  }, [isElsewhere, router])

  const [early, leaveEarly] = useState<Early | null>(null)
  if (isElsewhere) return null
  if (!remembered) return <EarlyContext value={leaveEarly}>{children}</EarlyContext>
  const target = Number.isInteger(message) && message > 0 ? message : null
  return (
    <RoomView
      key={roomId}
      remembered={remembered}
      early={early?.roomId === roomId ? early : null}
      target={target}
      thread={asked.get('thread')}
    />
  )
}
