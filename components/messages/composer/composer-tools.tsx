'use client'

import { CaseSensitive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { cx } from '#components/ui/classes.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { EmojiButton } from './emoji-button.tsx'

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
  return (
    <>
      {left < tellFrom && (
        <span
          className={cx(
            'shrink-0 self-center px-1 text-sm tabular-nums',
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
      <EmojiButton field={field} />
    </>
  )
}
