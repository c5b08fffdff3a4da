import { AtSign, Bookmark, LayoutGrid, MessagesSquare, TextSearch } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useUnreadThreads } from '#components/messages/threads/use-unread-threads.ts'
import { part } from '#components/parts/part.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { useShortcut } from '#components/shortcuts/use-shortcut.ts'
import { cx } from '#components/ui/classes.ts'
import { later } from '#components/ui/later.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'

const ActivityCount = later(part('ActivityCount'))
const CameCount = later(part('CameCount'))

const places = [
  { href: '/search', name: 'rooms.search', Icon: TextSearch },
  { href: '/threads', name: 'messages.threads.title', Icon: MessagesSquare },
  { href: '/activity', name: 'messages.activity.title', Icon: AtSign },
  { href: '/saved', name: 'rooms.saved', Icon: Bookmark },
  { href: '/rooms', name: 'common.allRooms', Icon: LayoutGrid },
] as const

/** The pages beside the rooms. */
export function SidebarLinks() {
  const t = useTranslations()
  const pathname = usePathname()
  const { go } = useEnterRoom()
  const unread = useUnreadThreads()
  const isNew = (href: string) => href === '/threads' && unread > 0
  useShortcut('Mod+Shift+F', () => {
    if (pathname === '/search') document.getElementById('search-messages')?.focus()
    else go('/search')
  })
  return (
    <ul className="flex flex-col gap-0.5">
      {places.map(({ href, name, Icon }) => (
        <li key={href}>
          <PlaceLink
            href={href}
            {...(href === '/search' && { 'aria-keyshortcuts': 'Control+Shift+F Meta+Shift+F' })}
            aria-current={pathname === href ? 'page' : undefined}
            className={cx(
              'flex items-center gap-2.5 rounded-lg px-2 py-1.5 transition-colors hover:bg-corridor-raised',
              pathname === href && 'bg-corridor-raised',
              isNew(href) && 'font-semibold',
              pathname === href || isNew(href) ? 'text-corridor-ink' : 'text-corridor-soft',
            )}
          >
            <Icon size={16} aria-hidden className="mx-1" />
            {t(name)}
            {isNew(href) && (
              <span className="ms-auto rounded-full bg-corridor-raised px-1.5 text-corridor-ink text-xs tabular-nums">
                <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
                <span className="sr-only">{t('rooms.unread', { count: unread })}</span>
              </span>
            )}
            {href === '/activity' && <ActivityCount wanted={false} isInSidebar />}
            {href === '/saved' && <CameCount wanted={false} />}
          </PlaceLink>
        </li>
      ))}
    </ul>
  )
}
