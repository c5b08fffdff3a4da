'use client'

import { Button } from '#components/ui/button.tsx'
import type { ConversationState } from '#lib/messages/browser/conversation.ts'
import { useTalk } from './conversation-context.tsx'
import { clockTime } from './time.ts'

type Props = { state: ConversationState; onRead: () => void; onJump: () => void }

/** How much is unread, since when, and the way to say "I have seen enough". */
export function UnreadBar({ state, onRead, onJump }: Props) {
  const { viewer } = useTalk()
  const { timeline, lastReadSeq, dividerSeq } = state
  const unread = timeline.messages.filter((one) => one.seq > lastReadSeq && one.author.id !== viewer.userId)
  const first = unread[0]
  if (!first || dividerSeq === null) return null
  return (
    <div className="flex items-center justify-between gap-3 border-line border-b bg-accent-wash py-1 pr-2 pl-4 text-accent-text text-sm sm:pl-6">
      <button type="button" onClick={onJump} className="min-w-0 truncate underline-offset-2 hover:underline">
        {unread.length} new since {clockTime(first.createdAt)}
      </button>
      <Button size="small" look="quiet" onClick={onRead}>
        Mark as read
      </Button>
    </div>
  )
}
