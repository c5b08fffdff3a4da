'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { ForwardedFrom } from '#components/messages/forward/forwarded-from.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { Folding } from '#components/messages/text/folding.tsx'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/classes.ts'
import { useCopy } from '#components/ui/use-copy.ts'
import { useRefusalWords } from '#components/words/refusal-text.tsx'
import { personOf } from '#lib/accounts/person.ts'
import type { Pending } from '#lib/messages/browser/outbox.ts'
import { AttachmentsAndPreviews } from './attachments-and-previews.tsx'
import { ReplyQuote } from './reply-quote.tsx'
import { rowClass } from './row-class.ts'
import { Waiting } from './waiting.tsx'

/**
 * An own message on its way: it looks stored, dims when that takes long, then tells what it waits for, and
 * why when it is refused.
 */
export const PendingRow = memo(function PendingRow(props: {
  rowKey: string
  pending: Pending
  grouped: boolean
}) {
  const { rowKey, pending, grouped } = props
  const t = useTranslations()
  const words = useRefusalWords()
  const times = useTimes()
  const { conversation, viewer, room, nameOf, jumpTo } = useTalk()
  const copy = useCopy()
  const { clientId, content, replyTo, forwarded, refused } = pending
  return (
    <article
      data-testid="message"
      data-key={rowKey}
      data-pending
      data-failed={refused !== null || undefined}
      className={rowClass(grouped)}
    >
      {grouped ? <span /> : <Avatar person={personOf(viewer)} />}
      <div className="min-w-0">
        {!grouped && (
          <p className="flex items-baseline gap-2">
            <bdi className="truncate font-semibold">{viewer.name}</bdi>
            <time dateTime={pending.createdAt} className="shrink-0 whitespace-nowrap text-ink-soft text-xs">
              {times.clock(pending.createdAt)}
            </time>
          </p>
        )}
        <div className={cx(refused === null && 'animate-dim')}>
          {replyTo && <ReplyQuote roomId={room.id} replyTo={replyTo} nameOf={nameOf} onJump={jumpTo} />}
          {forwarded && <ForwardedFrom author={forwarded.author} />}
          {content !== '' && (
            <Folding of={rowKey} content={content}>
              <MessageText content={content} nameOf={nameOf} viewerId={viewer.userId} />
            </Folding>
          )}
          <AttachmentsAndPreviews {...pending} />
        </div>
        {refused === null && <Waiting pending={pending} />}
        {refused !== null && (
          <div
            role="alert"
            className="mt-1 flex flex-wrap items-center gap-2 rounded-lg bg-danger-wash px-3 py-2 text-danger-text text-sm"
          >
            <span className="min-w-0 flex-1">
              {t('messages.pending.refused', { reason: words(refused) })}
            </span>
            <Button size="small" onClick={() => conversation.retry(clientId)}>
              {t('common.retry')}
            </Button>
            <Button size="small" onClick={() => void copy(content)}>
              {t('messages.pending.copy')}
            </Button>
            <Button size="small" onClick={() => conversation.discard(clientId)}>
              {t('messages.pending.delete')}
            </Button>
          </div>
        )}
      </div>
    </article>
  )
})
