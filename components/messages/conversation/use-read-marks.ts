'use client'

import { useEffect } from 'react'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useAttention } from '#components/ui/use-attention.ts'
import type { Conversation } from '#lib/messages/browser/conversation.ts'
import type { ConversationState } from '#lib/messages/browser/live-events.ts'
import { hasAfter } from '#lib/messages/browser/timeline.ts'

/** Read means seen: tab visible, window focused, the last message on screen. Answers whether it is so now. */
export const useReadMarks = (
  roomId: string,
  conversation: Conversation,
  { timeline, lastReadSeq, dividerSeq }: ConversationState,
  atEnd: boolean,
): boolean => {
  const myRooms = useMyRooms()
  const attentive = useAttention()
  const end = timeline.to
  const seesEnd = attentive && atEnd && !hasAfter(timeline)

  useEffect(() => {
    if (end <= lastReadSeq) return
    if (seesEnd) conversation.seen(end)
    // What arrives behind the reader's back is new when they return.
    else if (dividerSeq === null || dividerSeq <= lastReadSeq) conversation.setDivider(lastReadSeq + 1)
  }, [conversation, seesEnd, end, lastReadSeq, dividerSeq])

  useEffect(() => myRooms.read(roomId, lastReadSeq), [myRooms, roomId, lastReadSeq])
  return seesEnd
}
