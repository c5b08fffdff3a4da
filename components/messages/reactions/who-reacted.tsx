'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Message } from '#lib/messages/schema.ts'
import { namesOf } from './reactor-names.ts'

/** Everybody who reacted to a message, by what they reacted with. */
export default function WhoReacted({ message, onDone }: { message: Message | null; onDone: () => void }) {
  const t = useTranslations()
  const format = useFormatter()
  const { viewer, nameOf } = useTalk()
  return (
    <Dialog
      open={message !== null}
      onOpenChange={(open) => !open && onDone()}
      title={t('messages.reactions.title')}
    >
      <ul className="flex flex-col gap-3">
        {message?.reactions.map(({ emoji, userIds }) => (
          <li key={emoji} className="flex gap-3">
            <span aria-hidden className="text-lg">
              <EmojiSign sign={emoji} />
            </span>
            <p className="min-w-0 break-words">
              {t.rich('messages.reactions.by', {
                emoji,
                names: format.list(namesOf(t, userIds, viewer.userId, nameOf), { type: 'unit' }),
                hidden: (words) => <span className="sr-only">{words}</span>,
              })}
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
