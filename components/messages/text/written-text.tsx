import { cx } from '#components/ui/classes.ts'
import { parse } from '#lib/messages/browser/markdown.ts'
import { mentionsToNames } from '#lib/messages/browser/mention-names.ts'
import { isOnlyEmoji } from '#lib/messages/browser/only-emoji.ts'
import { Blocks } from './text-blocks.tsx'
import type { Reader } from './text-inlines.tsx'

type Props = Reader & { content: string; drawn: boolean }

/**
 * What somebody wrote, or as it was typed where it is not drawn yet. Markdown becomes elements one by one;
 * there is no way from a message to HTML.
 */
export function WrittenText({ content, drawn, nameOf, viewerId }: Props) {
  return (
    <div
      dir="auto"
      data-testid="message-text"
      className={cx(
        'flex flex-col gap-1.5 break-words [overflow-wrap:anywhere]',
        isOnlyEmoji(content) && 'text-xl',
      )}
    >
      {drawn ? (
        <Blocks blocks={parse(content)} reader={{ nameOf, viewerId }} />
      ) : (
        <p className="whitespace-pre-wrap">{mentionsToNames(content, nameOf)}</p>
      )}
    </div>
  )
}
