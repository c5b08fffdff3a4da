'use client'

import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { useStatus } from './use-status.ts'

/** What stands for a status without an emoji. */
export const anySign = '💬'

type Props = { userId: string; className?: string }

/** The emoji of somebody's status beside their name; its words are read aloud, and shown to a pointer. */
export default function StatusSign({ userId, className = '' }: Props) {
  const status = useStatus(userId)
  if (!status) return null
  return (
    <span title={status.text || undefined} data-testid="status" className={`shrink-0 text-sm ${className}`}>
      <EmojiSign sign={status.emoji ?? anySign} />
      <span className="sr-only"> {status.text}</span>
    </span>
  )
}
