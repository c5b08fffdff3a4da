import { Bookmark, LayoutGrid, TextSearch } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { canReach } from '#components/rooms/reach.ts'
import { useShortcut } from '#components/shortcuts/use-shortcut.ts'
import { cx } from '#components/ui/classes.ts'
import { useStore } from '#components/ui/use-store.ts'
import { came, reminders } from '#lib/reminders/browser/reminders.ts'

const places = [
  { href: '/search', name: 'rooms.search', Icon: TextSearch },
  { href: '/saved', name: 'rooms.saved', Icon: Bookmark },
  { href: '/rooms', name: 'common.allRooms', Icon: LayoutGrid },
] as const

/** The pages beside the rooms. */
export function SidebarLinks() {
  const t = useTranslations()
  const pathname = usePathname()
  const router = useRouter()
  useShortcut('Mod+Shift+F', () => {
    if (pathname === '/search') document.getElementById('search-messages')?.focus()
    else if (canReach(t)) router.push('/search')
  })
  return (
    <ul className="flex flex-col gap-0.5">
      {places.map(({ href, name, Icon }) => (
        <li key={href}>
          <Link
            href={href}
            onNavigate={(event) => {
              if (!canReach(t)) event.preventDefault()
            }}
            {...(href === '/search' && { 'aria-keyshortcuts': 'Control+Shift+F Meta+Shift+F' })}
            aria-current={pathname === href ? 'page' : undefined}
            className={cx(
              'flex items-center gap-2.5 rounded-lg px-2 py-1.5 text-corridor-soft transition-colors hover:bg-corridor-raised',
              pathname === href && 'bg-corridor-raised text-corridor-ink',
            )}
          >
            <Icon size={16} aria-hidden className="mx-1" />
            {t(name)}
            {href === '/saved' && <RemindersCame />}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function RemindersCame() {
  const t = useTranslations()
  const count = came(useStore(reminders).items).length
  if (count === 0) return null
  return (
    <span className="ms-auto rounded-full bg-accent px-1.5 text-on-accent text-xs tabular-nums">
      <span className="sr-only">{t('reminders.waiting', { count })}</span>
      <span aria-hidden>{count}</span>
    </span>
  )
}
