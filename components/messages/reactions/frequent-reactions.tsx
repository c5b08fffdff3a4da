'use client'

import { useTranslations } from 'next-intl'
import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { MenuSeparator, MenuSign } from '#components/ui/menu.tsx'
import type { Message } from '#lib/messages/schema.ts'
import { toggle } from './react.ts'
import { useFrequentEmoji } from './use-frequent-emoji.ts'

/**
 * The likely reactions, first in the menu: where there is no pointer to hover with they stand nowhere else.
 */
export function FrequentReactions({ message }: { message: Message }) {
  const t = useTranslations()
  const { conversation, viewer } = useTalk()
  return (
    <>
      <div className="flex gap-1">
        {useFrequentEmoji().map((emoji) => (
          <MenuSign
            key={emoji}
            label={t('messages.actions.reactWith', { emoji })}
            onClick={() => void toggle(conversation, message, emoji, viewer.userId)}
          >
            <EmojiSign sign={emoji} />
          </MenuSign>
        ))}
      </div>
      <MenuSeparator />
    </>
  )
}
