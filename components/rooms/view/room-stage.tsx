'use client'

import {
  useParams,
  usePathname,
  useRouter,
  useSearchParams,
  useSelectedLayoutSegments,
} from 'next/navigation'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import type { Early } from '#components/messages/list/first-messages.tsx'
import { part } from '#components/parts/part.ts'
import { lazily } from '#components/ui/lazily.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { connection } from '#lib/realtime/browser/connection.ts'
import { roomIn } from './address.ts'
import { EarlyContext } from './early-context.ts'
import { RoomMissing } from './room-missing.tsx'
import { RoomView } from './room-view.tsx'

/** Ahead of its need: while the server is away it could not be fetched. */
const RoomsPage = lazily(part('RoomsPage'))

/**
 * Shows the room of the address from memory when it is there, at once and also while the server is away, and
 * then the list of rooms too. Otherwise the page, which the server makes.
 */
export function RoomStage({ children }: { children: ReactNode }) {
  const conversations = useConversations()
  const pathname = usePathname()
  const roomId = roomIn(pathname)
  const isList = pathname === '/rooms'
  // Groups of routes are segments too.
  const isListBelow = useSelectedLayoutSegments().at(-1) === 'rooms'
  const asked = useSearchParams()
  const message = Number(asked.get('message'))
  const recall = () => (roomId ? conversations.recall(roomId) : undefined)
  const remembered = useSyncExternalStore(conversations.subscribe, recall, () => undefined)

  // A room that is in memory no more, or never was while the server is away: the page below is another one.
  const { roomId: below } = useParams()
  const isElsewhere = roomId !== undefined && !remembered && below !== roomId
  const { away } = useStore(connection)
  const router = useRouter()
  useEffect(() => {
    if (isElsewhere && !away) router.replace(window.location.pathname + window.location.search)
  }, [isElsewhere, away, router])

  const [early, leaveEarly] = useState<Early | null>(null)
  if (isList && !isListBelow) return <RoomsPage />
  if (isElsewhere) return away ? <RoomMissing roomId={roomId} /> : null
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
