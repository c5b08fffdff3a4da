import { memo } from 'react'
import { cx } from '#components/ui/classes.ts'
import { parse } from '#lib/messages/browser/markdown.ts'
import { isOnlyEmoji } from '#lib/messages/browser/only-emoji.ts'
import { Blocks } from './text-blocks.tsx'
import type { Reader } from './text-inlines.tsx'

type Props = Reader & { content: string }

/** What somebody wrote. Markdown becomes elements one by one; there is no way from a message to HTML. */
export const MessageText = memo(function MessageText({ content, nameOf, viewerId }: Props) {
  return (
    <div
      dir="auto"
      data-testid="message-text"
      className={cx(
        'flex flex-col gap-1.5 break-words [overflow-wrap:anywhere]',
        isOnlyEmoji(content) && 'text-xl',
      )}
    >
      <Blocks blocks={parse(content)} reader={{ nameOf, viewerId }} />
    </div>
  )
})
