'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { cx } from '#components/ui/classes.ts'
import { tipped } from '#components/ui/tipped.ts'
import type { Message } from '#lib/messages/schema.ts'
import { react } from './react.ts'
import { inWords, namesOf } from './reactor-names.ts'

/** Who reacted with what. Pressing one adds or takes back the viewer's own. */
export function Reactions({ message }: { message: Message }) {
  const t = useTranslations()
  const format = useFormatter()
  const { conversation, viewer, room, nameOf } = useTalk()
  if (message.reactions.length === 0) return null
  return (
    <div className="mt-1 flex flex-wrap gap-1">
      {message.reactions.map(({ emoji, userIds }) => {
        const mine = userIds.includes(viewer.userId)
        const names = inWords(t, format, namesOf(t, userIds, viewer.userId, nameOf))
        return (
          <button
            key={emoji}
            {...tipped(t('messages.reactions.with', { names, emoji }))}
            type="button"
            aria-pressed={mine}
            aria-label={`${emoji} ${userIds.length}`}
            disabled={!room.isActive}
            onClick={() => void react(conversation, message, emoji, !mine)}
            className={cx(
              'flex h-7 items-center gap-1.5 rounded-full border px-2 text-sm tabular-nums',
              mine
                ? 'border-accent-text bg-accent-wash text-accent-text'
                : 'border-line bg-sunken text-ink-soft',
            )}
          >
            <span aria-hidden>
              <EmojiSign sign={emoji} />
            </span>
            {userIds.length}
          </button>
        )
      })}
    </div>
  )
}
