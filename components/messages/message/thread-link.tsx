'use client'

import { MessagesSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import type { Message } from '#lib/messages/schema.ts'

const look = 'mt-1 flex items-center gap-1.5 rounded-md py-0.5 text-accent-text text-sm hover:underline'

/**
 * Under a message that was answered in a thread: how often, when last, and the way there. Under one that is
 * an answer in a thread, and was sent to the room too, the way alone.
 */
export function ThreadLink({ message }: { message: Message }) {
  const t = useTranslations()
  const times = useTimes()
  const { conversation, openThread } = useTalk()
  const { threads } = conversation
  const count = () => threads.of(message.id)
  const thread = useSyncExternalStore(threads.subscribe, count, count)
  if (!openThread) return null
  if (message.threadId !== null)
    return (
      <button type="button" onClick={() => openThread(message.id)} className={look}>
        <MessagesSquare size={14} aria-hidden />
        {t('messages.thread.partOf')}
      </button>
    )
  if (!thread) return null
  const { replyCount, lastReplyAt } = thread
  return (
    <button type="button" onClick={() => openThread(message.id)} className={look}>
      <MessagesSquare size={14} aria-hidden />
      <span className="font-medium">{t('messages.thread.replies', { count: replyCount })}</span>
      <span className="text-ink-soft">{times.short(lastReplyAt)}</span>
    </button>
  )
}
