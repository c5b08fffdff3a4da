import { PanelLeftOpen, Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AccountMenu } from '#components/accounts/account-menu.tsx'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { printedTogether } from '#components/shortcuts/keys.ts'
import { switcher } from '#components/switcher/state.ts'
import { tipped } from '#components/ui/tipped.ts'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { asking } from '#lib/rooms/browser/unread.ts'

/** What is left of a sidebar that is folded away: whether something is unread, and the ways from here. */
export function FoldedSidebar({ onUnfold }: { onUnfold: () => void }) {
  const t = useTranslations()
  const unread = useJoinedRooms().some((room) => asking(room) > 0)
  return (
    <nav
      aria-label={t('rooms.sidebar.label')}
      className="corridor flex h-full w-14 shrink-0 flex-col items-center gap-2 py-3 max-md:hidden"
    >
      <FoldButton label={t('rooms.sidebar.unfold')} onClick={onUnfold}>
        <PanelLeftOpen size={18} aria-hidden className="rtl:-scale-x-100" />
        {unread && <span className="absolute end-1 top-1 size-2 rounded-full bg-accent" />}
      </FoldButton>
      <button
        type="button"
        aria-label={t('rooms.sidebar.goTo')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => switcher.set({ open: true })}
        className={look}
      >
        <Search size={18} aria-hidden />
      </button>
      <div className="mt-auto">
        <AccountMenu compact />
      </div>
    </nav>
  )
}

type Props = { label: string; onClick: () => void; children: ReactNode }

/** Folds the sidebar away, or shows it again. */
export function FoldButton({ label, onClick, children }: Props) {
  const t = useTranslations()
  const keys = useHydrated() ? ` ${printedTogether(t, 'Mod+Shift+D')}` : ''
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts="Control+Shift+D Meta+Shift+D"
      {...tipped(`${label}${keys}`)}
      onClick={onClick}
      className={look}
    >
      {children}
    </button>
  )
}

const look =
  'relative inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-corridor-soft hover:bg-corridor-raised hover:text-corridor-ink'
