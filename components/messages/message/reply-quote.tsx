import { CornerUpLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useLine } from '#components/messages/text/use-content.ts'
import { messageAt } from '#lib/messages/browser/timeline.ts'
import type { Message } from '#lib/messages/schema.ts'
import { MessageLink } from './message-link.tsx'

type Props = {
  onJump: (seq: number) => void
  roomId: string
  replyTo: NonNullable<Message['replyTo']>
  nameOf: (userId: string) => string | undefined
}

/** What a message answers, and the way to it. */
export function ReplyQuote({ roomId, replyTo, nameOf, onJump }: Props) {
  const t = useTranslations()
  const lineOf = useLine(nameOf)
  const { conversation } = useTalk()
  const original = messageAt(conversation.get().timeline, replyTo.seq)
  return (
    <MessageLink
      path={`/rooms/${roomId}?message=${replyTo.seq}`}
      seq={replyTo.seq}
      onJump={onJump}
      className="mb-0.5 flex max-w-full items-center gap-1.5 border-line-strong border-s-2 ps-2 text-ink-soft text-sm hover:text-ink"
    >
      <CornerUpLeft size={12} aria-hidden className="shrink-0 rtl:-scale-x-100" />
      <span dir="auto" className="min-w-0 max-w-1/2 shrink-0 truncate font-medium">
        {replyTo.authorName}
      </span>
      <span dir="auto" className="truncate">
        {lineOf({ content: replyTo.excerpt, event: original?.event }) || t('messages.deleted')}
      </span>
    </MessageLink>
  )
}
