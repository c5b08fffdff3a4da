'use client'

import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { cx } from '#components/ui/classes.ts'
import type { Status } from '#lib/accounts/schema.ts'
import { anySign } from './status-sign.tsx'
import { useStatus } from './use-status.ts'

/** A status in its own words. */
export const StatusWords = ({ status: { emoji, text }, wraps }: { status: Status; wraps?: boolean }) => (
  <span data-testid="status" className={cx('block text-sm', wraps ? 'break-words' : 'truncate')}>
    <EmojiSign sign={emoji ?? anySign} /> <bdi>{text}</bdi>
  </span>
)

/** What somebody is at, in a line below their name; nothing where they tell nothing. */
export function StatusLine({ userId }: { userId: string }) {
  const status = useStatus(userId)
  return (
    status && (
      <span className="block text-ink-soft">
        <StatusWords status={status} />
      </span>
    )
  )
}
