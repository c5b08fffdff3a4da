'use client'

import { CaseSensitive, Smile } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useState } from 'react'
import { EmojiPicker } from '#components/messages/reactions/emoji-picker.tsx'
import { cx } from '#components/ui/classes.ts'
import { IconButton, iconButtonClass } from '#components/ui/icon-button.tsx'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'
import { rewrite, selectedIn } from './writing.ts'

type Props = {
  field: RefObject<HTMLTextAreaElement | null>
  bar: boolean
  onBar: () => void
  /** How many characters still fit. */
  left: number
}

/** From here on the remaining characters are worth knowing. */
const tellFrom = 1_000

export function ComposerTools({ field, bar, onBar, left }: Props) {
  const t = useTranslations()
  const [picking, setPicking] = useState(false)
  const insert = (emoji: string) => {
    setPicking(false)
    const area = field.current
    if (!area) return
    const { text, from, to } = selectedIn(area)
    const caret = from + emoji.length
    rewrite(area, { text: text.slice(0, from) + emoji + text.slice(to), from: caret, to: caret })
  }
  return (
    <>
      {left < tellFrom && (
        <span
          className={cx(
            'self-center px-1 text-sm tabular-nums',
            left < 0 ? 'text-danger-text' : 'text-ink-soft',
          )}
        >
          {t.rich('messages.composer.left', {
            left,
            hidden: (words) => <span className="sr-only">{words}</span>,
          })}
        </span>
      )}
      <IconButton label={t('messages.composer.formatting')} aria-pressed={bar} onClick={onBar}>
        <CaseSensitive size={20} aria-hidden />
      </IconButton>
      <PopoverRoot open={picking} onOpenChange={setPicking}>
        <PopoverTrigger
          aria-label={t('messages.composer.emoji')}
          className={cx(iconButtonClass, 'max-sm:hidden')}
        >
          <Smile size={18} aria-hidden />
        </PopoverTrigger>
        <PopoverPopup label={t('messages.composer.emoji')} finalFocus={field}>
          <EmojiPicker onPick={insert} />
        </PopoverPopup>
      </PopoverRoot>
    </>
  )
}
