'use client'

import { useLayoutEffect } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { EarlyMessages } from '#components/messages/list/early-messages.tsx'
import { useMyRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import type { MessagePage } from '#lib/messages/schema.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { RoomHeader } from './room-header.tsx'

type Props = { room: Room; page: MessagePage; members: Member[]; target: number | null }
const nothing = { shown: null, show: () => {}, close: () => {} }

/**
 * A room as the server tells it: handed over to memory, from where the stage shows it.
 * Until then its head and what can be read.
 */
export function RoomOpened({ room, page, members, target }: Props) {
  const viewer = useViewer()
  const myRooms = useMyRooms()
  const conversations = useConversations()
  useLayoutEffect(() => {
    myRooms.putNewer(room)
    conversations.meet(room, members, page)
  }, [myRooms, conversations, room, members, page])
  return (
    <>
      {/* Its buttons have nobody to hear them yet: better they cannot be pressed than that a press is lost. */}
      <div inert>
        <RoomHeader room={room} call={null} panels={nothing} />
      </div>
      <EarlyMessages room={room} page={page} members={members} viewerId={viewer.userId} target={target} />
    </>
  )
}
