import { useTranslations } from 'next-intl'
import type { Opening } from '#components/ui/opening.ts'
import { PopoverFor, PopoverPopup } from '#components/ui/popover.tsx'

/** What is told about the places and times that a picture holds. */
export default function WhatItMayTell({ more }: { more: Opening }) {
  const t = useTranslations()
  return (
    <PopoverFor opening={more}>
      <PopoverPopup label={t('files.metadata.label')}>
        <p className="max-w-64 text-sm">{t('files.metadata.body')}</p>
      </PopoverPopup>
    </PopoverFor>
  )
}
