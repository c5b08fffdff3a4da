'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { EmojiPicker } from '#components/messages/reactions/emoji-picker.tsx'
import type { Opening } from '#components/ui/opening.ts'
import { PopoverFor, PopoverPopup } from '#components/ui/popover.tsx'
import { rewrite, selectedIn } from './writing.ts'

type Props = { picker: Opening; field: RefObject<HTMLTextAreaElement | null> }

/** Puts the emoji that is picked where the caret is. */
export default function EmojiToWrite({ picker, field }: Props) {
  const t = useTranslations()
  const insert = (emoji: string) => {
    picker.close()
    const area = field.current
    if (!area) return
    const { text, from, to } = selectedIn(area)
    const caret = from + emoji.length
    rewrite(area, { text: text.slice(0, from) + emoji + text.slice(to), from: caret, to: caret })
  }
  return (
    <PopoverFor opening={picker}>
      <PopoverPopup label={t('messages.composer.emoji')} finalFocus={field}>
        <EmojiPicker onPick={insert} />
      </PopoverPopup>
    </PopoverFor>
  )
}
