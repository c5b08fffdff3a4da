'use client'

import { useParams, usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import type { Early } from '#components/messages/list/first-messages.tsx'
import { searchOf } from '#components/rooms/browse/room-search.ts'
import { RoomsPage } from '#components/rooms/browse/rooms-page.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { connection } from '#lib/realtime/browser/connection.ts'
import { roomIn } from './address.ts'
import { EarlyContext } from './early-context.ts'
import { RoomMissing } from './room-missing.tsx'
import { RoomView } from './room-view.tsx'

/**
 * Shows the list of rooms, and the room of the address when it is in memory, at once and also while the server
 * is away. Otherwise the page, which the server makes.
 */
export function RoomStage({ children }: { children: ReactNode }) {
  const conversations = useConversations()
  const pathname = usePathname()
  const params = useSearchParams()
  const roomId = roomIn(pathname)
  const message = Number(params.get('message'))
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
  if (pathname === '/rooms')
    return <RoomsPage search={searchOf(Object.fromEntries(params))}>{children}</RoomsPage>
  if (isElsewhere) return away ? <RoomMissing roomId={roomId} /> : null
  if (!remembered) return <EarlyContext value={leaveEarly}>{children}</EarlyContext>
  const target = Number.isInteger(message) && message > 0 ? message : null
  return (
    <RoomView
      key={roomId}
      remembered={remembered}
      early={early?.roomId === roomId ? early : null}
      target={target}
    />
  )
}
