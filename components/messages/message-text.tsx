import { cx } from '#components/ui/classes.ts'
import { isOnlyEmoji, tokensOf } from '#lib/messages/browser/text.ts'

type Props = { content: string; nameOf: (userId: string) => string | undefined; viewerId: string }

/** What somebody wrote. Only ever text: addresses and mentions are the only things that become elements. */
export function MessageText({ content, nameOf, viewerId }: Props) {
  return (
    <div
      dir="auto"
      data-testid="message-text"
      className={cx(
        'whitespace-pre-wrap break-words [overflow-wrap:anywhere]',
        isOnlyEmoji(content) && 'text-xl',
      )}
    >
      {tokensOf(content).map((token, at) => {
        const key = `${at} ${token.kind}`
        if (token.kind === 'text') return token.text
        if (token.kind === 'mention') {
          const name = token.userId === 'room' ? 'room' : (nameOf(token.userId) ?? 'somebody')
          const mine = token.userId === viewerId || token.userId === 'room'
          return (
            <span
              key={key}
              className={cx(
                'rounded px-1 font-medium',
                mine ? 'bg-accent text-on-accent' : 'bg-accent-wash text-accent-text',
              )}
            >
              @{name}
            </span>
          )
        }
        return (
          <a
            key={key}
            href={token.href}
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent-text underline underline-offset-2"
          >
            {token.href}
          </a>
        )
      })}
    </div>
  )
}
