'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { OpenReports } from '#components/moderation/reports/open-reports.tsx'
import { BackToRooms } from '#components/rooms/back-to-rooms.tsx'
import { cx } from '#components/ui/classes.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { withWords } from '#components/words/with-words.tsx'
import administration from '#lib/words/en/administration.json' with { type: 'json' }
import upkeep from '#lib/words/en/upkeep.json' with { type: 'json' }
import { sections } from './sections.ts'

type Props = { children: ReactNode }

/** The frame of the pages of whoever looks after the installation: the ways between them, and their words. */
export const Administration = withWords({ administration, upkeep })(function Administration({
  children,
}: Props) {
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 p-4 sm:p-8">
        <div className="flex min-w-0 items-center gap-2">
          <BackToRooms />
          <Sections />
        </div>
        {children}
      </div>
    </div>
  )
})

function Sections() {
  const t = useTranslations()
  const pathname = usePathname()
  const current = useRef<HTMLLIElement>(null)
  const bar = useRef<HTMLElement>(null)
  // There are more of them than a phone is wide, and a count that comes later moves them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each page that is opened
  useEffect(() => {
    const nav = bar.current
    if (!nav?.firstElementChild) return
    const size = new ResizeObserver(() => {
      if (current.current) nav.scrollBy({ left: middleOf(current.current) - middleOf(nav) })
    })
    size.observe(nav)
    size.observe(nav.firstElementChild)
    return () => size.disconnect()
  }, [pathname])
  return (
    <nav
      ref={bar}
      aria-label={t('administration.title')}
      className="min-w-0 flex-1 overflow-x-auto border-line border-b"
    >
      <ul className="flex max-md:w-max md:flex-wrap">
        {sections.map(({ href, name, Icon }) => (
          <li key={href} ref={pathname === href ? current : null}>
            <PlaceLink
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={cx(
                'flex items-center gap-2 whitespace-nowrap border-b-2 px-3 py-2.5 text-sm transition-colors hover:text-ink',
                pathname === href ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-soft',
              )}
            >
              <Icon size={16} aria-hidden className="md:max-2xl:hidden" />
              {t(name)}
              {href === '/admin/reports' && <OpenReports />}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function middleOf(element: Element) {
  const { left, width } = element.getBoundingClientRect()
  return left + width / 2
}
