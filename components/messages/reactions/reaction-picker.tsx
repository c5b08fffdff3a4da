'use client'

import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { PopoverPopup, PopoverRoot } from '#components/ui/popover.tsx'
import { EmojiPicker } from './emoji-picker.tsx'
import { toggle } from './react.ts'

/** The one picker of a list: it reacts to the message whose button opened it. */
export function ReactionPicker() {
  const t = useTranslations()
  const { conversation, viewer, handles } = useTalk()
  return (
    <PopoverRoot handle={handles.picker}>
      {({ payload: message }) =>
        message && (
          <PopoverPopup label={t('messages.reactions.title')}>
            <EmojiPicker
              onPick={(emoji) => {
                void toggle(conversation, message, emoji, viewer.userId)
                handles.picker.close()
              }}
            />
          </PopoverPopup>
        )
      }
    </PopoverRoot>
  )
}
