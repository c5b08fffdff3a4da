'use client'

import { createContext, useContext } from 'react'
import { useStore } from '#components/ui/use-store.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import type { ConversationState } from '#lib/messages/browser/live-events.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import type { Openings } from './overlays.tsx'

export type Talk = {
  conversation: Conversation
  /**
   * What messages need of the room: less than all of it, so that new activity does not redraw every message.
   */
  room: Pick<
    Room,
    'id' | 'visibility' | 'name' | 'description' | 'isActive' | 'posting' | 'repliesOpen' | 'role'
  > & {
    /** They only read here, as in an archived room: then it is not `isActive` to them. */
    isMuted: boolean
  }
  viewer: Viewer
  members: readonly Member[]
  /** Whether they are all: of a large room not everybody is known. */
  knowsAll: boolean
  nameOf: (userId: string) => string | undefined
  /** Shows a message of this room in the middle, wherever it is in the history. */
  jumpTo: (seq: number) => void
  startReply: (message: Message) => void
  startEdit: (message: Message) => void
  askDelete: (message: Message) => void
  askReminder: (message: Message) => void
  showEdits: (message: Message) => void
  showReactions: (message: Message) => void
  /** Shows a picture of this list large, by the id of its file. */
  showPicture: (fileId: string) => void
  /** Asks where to pass it on. */
  askForward: (message: Message) => void
  /** Null where a thread is open already. */
  openThread: ((messageId: string) => void) | null
  /** Marks what stands in the open thread alone as unread, from a seq on. */
  unreadInThread?: (seq: number) => void
  openings: Openings
}

const Context = createContext<Talk | null>(null)
export const TalkProvider = Context.Provider

/** The open conversation, and what may be done in it. */
export const useTalk = (): Talk => {
  const talk = useContext(Context)
  if (!talk) throw new Error('This part of the page belongs inside a conversation')
  return talk
}

export const useConversation = (conversation: Conversation): ConversationState => useStore(conversation)
