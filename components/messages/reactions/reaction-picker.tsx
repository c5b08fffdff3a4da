'use client'

import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { PopoverFor, PopoverPopup } from '#components/ui/popover.tsx'
import { EmojiPicker } from './emoji-picker.tsx'
import { toggle } from './react.ts'

/** The one picker of a list: it reacts to the message whose button opened it. */
export default function ReactionPicker() {
  const t = useTranslations()
  const { conversation, viewer, openings } = useTalk()
  return (
    <PopoverFor opening={openings.picker}>
      {({ payload: message }) =>
        message && (
          <PopoverPopup label={t('messages.reactions.title')}>
            <EmojiPicker
              onPick={(emoji) => {
                void toggle(conversation, message, emoji, viewer.userId)
                openings.picker.close()
              }}
            />
          </PopoverPopup>
        )
      }
    </PopoverFor>
  )
}
