import { CornerUpLeft } from 'lucide-react'
import { plain } from '#lib/messages/browser/plain.ts'
import type { Message } from '#lib/messages/schema.ts'

type Props = {
  /** Shows the message in this page; without it the link loads one around it. */
  onJump: (seq: number) => void
  roomId: string
  replyTo: NonNullable<Message['replyTo']>
  nameOf: (userId: string) => string | undefined
}

/** What a message answers, and the way to it. */
export function ReplyQuote({ roomId, replyTo, nameOf, onJump }: Props) {
  return (
    <a
      href={`/rooms/${roomId}?message=${replyTo.seq}`}
      onClick={(event) => {
        // With a key held, the browser's own way of opening a link stays.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onJump(replyTo.seq)
      }}
      className="mb-0.5 flex max-w-full items-center gap-1.5 border-line-strong border-l-2 pl-2 text-ink-soft text-sm hover:text-ink"
    >
      <CornerUpLeft size={12} aria-hidden className="shrink-0" />
      <span dir="auto" className="min-w-0 max-w-1/2 shrink-0 truncate font-medium">
        {replyTo.authorName}
      </span>
      <span dir="auto" className="truncate">
        {plain(replyTo.excerpt, nameOf) || 'Message deleted'}
      </span>
    </a>
  )
}
