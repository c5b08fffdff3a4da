'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { PersonName } from '#components/rooms/members/person-name.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Message } from '#lib/messages/schema.ts'

/** Everybody who reacted to a message, by what they reacted with. */
export default function WhoReacted({ message, onDone }: { message: Message | null; onDone: () => void }) {
  const t = useTranslations()
  const format = useFormatter()
  const { viewer } = useTalk()
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
              <span className="sr-only">{t('messages.reactions.signOf', { emoji })}</span>
              {format.list(
                withFirst(userIds, viewer.userId).map((id) => <Name key={id} id={id} />),
                { type: 'unit' },
              )}
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Name({ id }: { id: string }) {
  const t = useTranslations()
  const { viewer, nameOf } = useTalk()
  if (id === viewer.userId) return t('messages.reactions.you')
  const name = nameOf(id)
  if (!name) return t('messages.unknownPerson')
  return <PersonName person={{ id, name, avatarUrl: null }} className="" />
}

/** Whoever looks is named first, as where names stand in a line. */
const withFirst = (ids: readonly string[], first: string) =>
  ids.includes(first) ? [first, ...ids.filter((id) => id !== first)] : ids
