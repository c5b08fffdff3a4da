import type { ReactNode } from 'react'
import { cx } from '#components/ui/classes.ts'
import { mentionsToNames } from '#lib/messages/browser/mention-names.ts'
import { isOnlyEmoji } from '#lib/messages/browser/only-emoji.ts'
import { actedBlocks, actedText, isAction } from '#lib/messages/markdown/action.ts'
import { isHigh } from '#lib/messages/markdown/high-letters.ts'
import { parse } from '#lib/messages/markdown/markdown.ts'
import { Blocks, lines } from './text-blocks.tsx'
import type { Reader } from './text-inlines.tsx'

type Props = Reader & { content: string; drawn: boolean; end?: ReactNode }

/**
 * What somebody wrote, or as it was typed where it is not drawn yet. Markdown becomes elements one by one;
 * there is no way from a message to HTML.
 */
export function WrittenText({ content, drawn, end, ...reader }: Props) {
  const acts = isAction(content)
  return (
    <div
      data-testid="message-text"
      className={cx(
        // Marks upon marks are cut where the row ends: they would cover what others wrote.
        '-my-0.5 flex flex-col gap-1.5 overflow-y-clip break-words [overflow-wrap:anywhere]',
        isHigh(content) ? 'py-2.5' : 'py-0.5',
        isOnlyEmoji(content, reader.findEmoji) && 'text-xl',
        acts && 'italic',
      )}
    >
      {drawn ? (
        <Blocks blocks={acts ? actedBlocks(parse(content)) : parse(content)} reader={reader} end={end} />
      ) : (
        <p dir="auto" className={lines}>
          {mentionsToNames(actedText(content), reader.nameOf)} {end}
        </p>
      )}
    </div>
  )
}
