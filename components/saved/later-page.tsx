import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ListPage } from '#components/rooms/list-page.tsx'
import { cx } from '#components/ui/classes.ts'
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
    <ListPage
      heading={
        <>
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
        </>
      }
    >
      {children}
    </ListPage>
  )
}
