'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useConversation, useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { moveFocus } from '#components/messages/list/move-focus.ts'
import { MessageRow } from '#components/messages/message/message-row.tsx'
import { PendingRow } from '#components/messages/message/pending-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { useAttention } from '#components/ui/use-attention.ts'
import { useStore } from '#components/ui/use-store.ts'
import type { createThread } from '#lib/messages/browser/thread.ts'

/** So near to the end that the reader means the end. */
const nearPx = 100

type Props = {
  thread: ReturnType<typeof createThread>
  editing: string | null
  onEdited: () => void
  highlighted: number | null
}

/** A thread from its first message to the replies still on their way. */
export function Replies({ thread, editing, onEdited, highlighted }: Props) {
  const t = useTranslations()
  const { conversation } = useTalk()
  const { first, replies, hasBefore, loading } = useStore(thread)
  const { pending } = useConversation(conversation)
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const onTheirWay = pending.filter(({ threadId }) => threadId && threadId === first?.id)
  const lastOwn = onTheirWay.at(-1)?.clientId
  const seenOwn = useRef<string>(undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something came
  useLayoutEffect(() => {
    const view = box.current
    // What is written here is seen here, wherever one was reading.
    const isNew = lastOwn !== undefined && lastOwn !== seenOwn.current
    seenOwn.current = lastOwn
    if (view && (atEnd.current || isNew)) view.scrollTop = view.scrollHeight
  }, [replies, lastOwn])

  // That it answers the first message is why it stands here.
  const shown = useMemo(
    () =>
      first
        ? [first, ...replies.map((one) => (one.replyTo?.id === first.id ? { ...one, replyTo: null } : one))]
        : [],
    [first, replies],
  )
  const attentive = useAttention()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something came, or the viewer did
  useEffect(() => {
    if (attentive && atEnd.current) thread.seen()
  }, [attentive, replies, thread])
  useEffect(() => {
    if (highlighted !== null) box.current?.querySelector(`[data-seq="${highlighted}"]`)?.scrollIntoView()
  }, [highlighted])
  const rows = shown.map((message, at) => (
    <li key={message.id}>
      <MessageRow
        rowKey={message.id}
        message={message}
        grouped={false}
        editing={editing === message.id}
        onEdited={onEdited}
        highlighted={highlighted === message.seq}
        tabbable={at === 0}
      />
    </li>
  ))
  return (
    // The messages inside take the focus; this only moves it among them.
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between messages
    <div
      ref={box}
      onKeyDown={moveFocus}
      onScroll={({ currentTarget: view }) => {
        atEnd.current = view.scrollHeight - view.scrollTop - view.clientHeight < nearPx
        if (attentive && atEnd.current) thread.seen()
      }}
      className="min-h-0 flex-1 overflow-y-auto pb-3"
    >
      <ol aria-label={t('messages.thread.title')}>
        {rows[0]}
        {hasBefore && (
          <li className="flex justify-center py-2">
            <Button size="small" busy={loading} onClick={() => void thread.loadOlder()}>
              {t('messages.thread.more')}
            </Button>
          </li>
        )}
        {rows.slice(1)}
        {onTheirWay.map((one) => (
          <li key={one.clientId}>
            <PendingRow rowKey={one.clientId} pending={one} grouped={false} />
          </li>
        ))}
      </ol>
    </div>
  )
}
