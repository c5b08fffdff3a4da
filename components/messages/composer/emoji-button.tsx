'use client'

import { Smile } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useState } from 'react'
import { part } from '#components/parts/part.ts'
import { cx } from '#components/ui/classes.ts'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { later } from '#components/ui/later.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening, useWanted } from '#components/ui/opening.ts'

const EmojiToWrite = later(part('EmojiToWrite'))

/** The way to emoji for what is being written. */
export function EmojiButton({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const t = useTranslations()
  const [picker] = useState(() => createOpening('dialog'))
  return (
    <>
      <OpenButton
        opening={picker}
        aria-label={t('messages.composer.emoji')}
        className={cx(iconButtonClass, 'max-sm:hidden')}
      >
        <Smile size={18} aria-hidden />
      </OpenButton>
      <EmojiToWrite wanted={useWanted(picker)} picker={picker} field={field} />
    </>
  )
}
