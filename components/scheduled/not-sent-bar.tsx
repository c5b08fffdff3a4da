'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'

/** Leads to what could not be sent, where its reasons stand. */
export default function NotSentBar({ count }: { count: number }) {
  const t = useTranslations()
  const pathname = usePathname()
  if (pathname === '/scheduled') return null
  return (
    <div className="flex flex-wrap items-center gap-3 border-line border-b bg-raised px-4 py-1.5 text-sm sm:px-6">
      <p role="alert" className="text-danger-text">
        {t('scheduled.failed', { count })}
      </p>
      <PlaceLink href="/scheduled" className={buttonClass('plain', 'small')}>
        {t('scheduled.show')}
      </PlaceLink>
    </div>
  )
}
