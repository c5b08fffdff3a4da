import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/classes.ts'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'

const places = [
  { href: '/saved', name: 'saved.title' },
  { href: '/reminders', name: 'reminders.title' },
  { href: '/scheduled', name: 'scheduled.title' },
] as const

type Props = { at: (typeof places)[number]['href']; children: ReactNode }

/** A page of what is the viewer's own and for later, with the ways to the others. */
export function LaterPage({ at, children }: Props) {
  const t = useTranslations()
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 p-4 sm:p-8">
        <div className="flex items-center gap-2">
          <PlaceLink
            href="/rooms"
            aria-label={t('common.backToRooms')}
            className={`${iconButtonClass} md:hidden`}
          >
            <ArrowLeft size={18} aria-hidden className="rtl:-scale-x-100" />
          </PlaceLink>
          <h1 className="sr-only">{t(places.find(({ href }) => href === at)?.name ?? 'saved.title')}</h1>
          <nav aria-label={t('saved.places')} className="flex flex-wrap gap-x-5">
            {places.map(({ href, name }) => (
              <PlaceLink
                key={href}
                href={href}
                aria-current={href === at ? 'page' : undefined}
                className={cx(
                  'border-b-2 py-1 font-semibold text-lg tracking-tight',
                  href === at ? 'border-accent' : 'border-transparent text-ink-soft hover:text-ink',
                )}
              >
                {t(name)}
              </PlaceLink>
            ))}
          </nav>
        </div>
        {children}
      </div>
    </div>
  )
}
