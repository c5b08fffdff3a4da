'use client'

import { Plus, Search, SquarePen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AccountMenu } from '#components/accounts/account-menu.tsx'
import { NotificationOffer } from '#components/notifications/notification-offer.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { switcher } from '#components/switcher/state.ts'
import { Mark } from '#components/ui/brand.tsx'
import { later } from '#components/ui/later.tsx'
import { mayCreateRooms } from '#lib/instance/policy.ts'
import type { Order } from '#lib/rooms/browser/order.ts'
import { RoomSections } from './room-sections.tsx'
import { SidebarLinks } from './sidebar-links.tsx'

const CreateRoom = later(() => import('#components/rooms/dialogs/create-room.tsx'))

const NewMessage = later(() => import('#components/rooms/dialogs/new-message.tsx'))
const cornerClass =
  'inline-flex size-9 items-center justify-center rounded-lg text-corridor-soft hover:bg-corridor-raised hover:text-corridor-ink'

/** The way to every room joined, with what happened in them meanwhile. `name` is the installation's. */
export function Sidebar({ name, order }: { name: string; order: Order }) {
  const t = useTranslations()
  const viewer = useViewer()
  const [creating, setCreating] = useState(false)
  const [writing, setWriting] = useState(false)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  return (
    <nav
      aria-label={t('rooms.sidebar.label')}
      className="corridor flex h-full w-68 shrink-0 flex-col max-md:hidden"
    >
      <div className="flex h-15 items-center gap-2.5 px-4 font-semibold text-lg">
        <Mark className="h-6" />
        <bdi className="truncate">{name}</bdi>
      </div>
      <div
        ref={setScroller}
        className="relative flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 pb-4 [overflow-anchor:none]"
      >
        <button
          type="button"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => switcher.set({ open: true })}
          className="flex items-center gap-2.5 rounded-lg border border-corridor-line px-2 py-1.5 text-corridor-soft transition-colors hover:bg-corridor-raised"
        >
          <Search size={16} aria-hidden className="mx-1" />
          {t('rooms.sidebar.goTo')}
        </button>
        <SidebarLinks />
        <RoomSections order={order} scroller={scroller} />
      </div>
      <NotificationOffer />
      <div className="flex items-center justify-between gap-2 border-corridor-line border-t p-2">
        <AccountMenu />
        {mayCreateRooms(viewer) && (
          <div className="flex">
            <button
              type="button"
              aria-label={t('rooms.newMessage.open')}
              onClick={() => setWriting(true)}
              className={cornerClass}
            >
              <SquarePen size={18} aria-hidden />
            </button>
            <button
              type="button"
              aria-label={t('rooms.new')}
              onClick={() => setCreating(true)}
              className={cornerClass}
            >
              <Plus size={18} aria-hidden />
            </button>
          </div>
        )}
      </div>
      <CreateRoom wanted={creating} open={creating} onOpenChange={setCreating} />
      <NewMessage wanted={writing} open={writing} onOpenChange={setWriting} />
    </nav>
  )
}
