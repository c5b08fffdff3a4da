import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'

/** The way back on a phone, where the list of rooms is a page of its own. */
export function BackToRooms() {
  const t = useTranslations()
  return (
    <PlaceLink href="/rooms" aria-label={t('common.backToRooms')} className={`${iconButtonClass} md:hidden`}>
      <ArrowLeft size={18} aria-hidden className="rtl:-scale-x-100" />
    </PlaceLink>
  )
}
