import { CornerUpLeft } from 'lucide-react'
import { plain } from '#lib/messages/browser/plain-text.ts'
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
  return (
    <MessageLink
      roomId={roomId}
      seq={replyTo.seq}
      onJump={onJump}
      className="mb-0.5 flex max-w-full items-center gap-1.5 border-line-strong border-s-2 ps-2 text-ink-soft text-sm hover:text-ink"
    >
      <CornerUpLeft size={12} aria-hidden className="shrink-0" />
      <span dir="auto" className="min-w-0 max-w-1/2 shrink-0 truncate font-medium">
        {replyTo.authorName}
      </span>
      <span dir="auto" className="truncate">
        {plain(replyTo.excerpt, nameOf) || 'Message deleted'}
      </span>
    </MessageLink>
  )
}
