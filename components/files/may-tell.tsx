import { useTranslations } from 'next-intl'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'

/** Of a picture that could not be cleaned, while its author can still take it out. */
export function MayTell() {
  const t = useTranslations()
  return (
    <PopoverRoot>
      <PopoverTrigger className="block text-start text-xs underline decoration-dotted">
        {t('files.metadata.open')}
      </PopoverTrigger>
      <PopoverPopup label={t('files.metadata.label')}>
        <p className="max-w-64 text-sm">{t('files.metadata.body')}</p>
      </PopoverPopup>
    </PopoverRoot>
  )
}
