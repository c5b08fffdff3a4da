'use client'

import { type ReactNode, use, useLayoutEffect } from 'react'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { CustomEmoji } from '#lib/emoji/schema.ts'
import type { MessagePage } from '#lib/messages/schema.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { EarlyContext } from './early-context.ts'
import { RoomHeader } from './room-header.tsx'

/** `children` is what can be read of the page already. */
type Props = { room: Room; page: MessagePage; members: Member[]; emoji: CustomEmoji[]; children: ReactNode }
const nothing = { shown: null, show: () => {}, close: () => {} }

/**
 * A room as the server tells it: handed over to memory, from where the stage shows it.
 * Until then its head and what can be read.
 */
export function RoomOpened({ room, page, members, emoji, children }: Props) {
  const myRooms = useMyRooms()
  const conversations = useConversations()
  const leaveEarly = use(EarlyContext)
  useLayoutEffect(() => {
    leaveEarly({ roomId: room.id, endSeq: page.items.at(-1)?.seq ?? 0, drawn: children, emoji })
    myRooms.putNewer(room)
    conversations.meet(room, members, page)
  }, [myRooms, conversations, leaveEarly, room, members, page, emoji, children])
  return (
    <>
      {/* Its buttons have nobody to hear them yet: better they cannot be pressed than that a press is lost. */}
      <div inert>
        <RoomHeader room={room} call={null} panels={nothing} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        {children}
        <Skeleton className="m-4 mt-6 h-12 shrink-0 rounded-xl" />
      </div>
    </>
  )
}
