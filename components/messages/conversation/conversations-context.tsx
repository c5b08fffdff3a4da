'use client'

import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useMyRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { say } from '#components/ui/toast.ts'
import { useRefusalWords } from '#components/words/refusal-text.tsx'
import { followCall } from '#lib/calls/browser/room-call.ts'
import { type Conversations, createConversations } from '#lib/messages/browser/conversations.ts'

const Context = createContext<Conversations | null>(null)

/**
 * What the viewer says and reads in this tab, whichever page is shown: unsent messages go out from every one.
 */
export function ConversationsProvider({ children }: { children: ReactNode }) {
  const t = useTranslations()
  const words = useRefusalWords()
  const { userId } = useViewer()
  const roomName = useRoomName()
  const myRooms = useMyRooms()
  const [conversations] = useState(() => createConversations(userId, followCall))
  useEffect(() => conversations.open(), [conversations])
  useEffect(
    () =>
      conversations.outbox.onRefused(({ roomId, refused }) => {
        // In the room itself the message says so.
        if (conversations.isShown(roomId)) return
        const room = myRooms.get().rooms.find(({ id }) => id === roomId)
        const reason = refused ? words(refused) : ''
        say(
          room
            ? t('messages.pending.refusedIn', { room: roomName(room), reason })
            : t('messages.pending.refusedInClosed', { reason }),
        )
      }),
    [t, words, conversations, myRooms, roomName],
  )
  return <Context value={conversations}>{children}</Context>
}

export const useConversations = (): Conversations => {
  const conversations = useContext(Context)
  if (!conversations) throw new Error('This part of the page belongs inside the ConversationsProvider')
  return conversations
}
