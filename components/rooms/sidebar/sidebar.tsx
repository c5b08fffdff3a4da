'use client'

import { PanelLeftClose, Plus, Search, SquarePen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AccountMenu } from '#components/accounts/account-menu.tsx'
import { useInstance } from '#components/instance/instance-context.tsx'
import { PlaceSign } from '#components/instance/place-sign.tsx'
import { part } from '#components/parts/part.ts'
import { useMayCreate, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { KeyHint } from '#components/shortcuts/key-hint.tsx'
import { useShortcut } from '#components/shortcuts/use-shortcut.ts'
import { switcher } from '#components/switcher/state.ts'
import { cx } from '#components/ui/classes.ts'
import { later } from '#components/ui/later.tsx'
import { say } from '#components/ui/toast.ts'
import { mayOpenDirectRooms } from '#lib/instance/policy.ts'
import { foldSidebar } from '#lib/rooms/actions.ts'
import type { Order } from '#lib/rooms/browser/order.ts'
import { FoldButton, FoldedSidebar } from './folded-sidebar.tsx'
import { RoomSections } from './room-sections.tsx'
import { SidebarLinks } from './sidebar-links.tsx'

const CreateRoom = later(part('CreateRoom'))
const NewMessage = later(part('NewMessage'))
const NotificationOffer = later(part('NotificationOffer'))

const cornerClass =
  'inline-flex size-9 items-center justify-center rounded-lg text-corridor-soft hover:bg-corridor-raised hover:text-corridor-ink'

/** The way to every room joined, with what happened in them meanwhile. */
export function Sidebar({ order, ...kept }: { order: Order; folded: boolean }) {
  const t = useTranslations()
  const { name } = useInstance()
  const mayCreate = useMayCreate()
  const viewer = useViewer()
  const [creating, setCreating] = useState(false)
  const [writing, setWriting] = useState(false)
  const [folded, setFolded] = useState(kept.folded)
  const fold = async (folded: boolean) => {
    setFolded(folded)
    const reply = await foldSidebar({ folded }).catch(() => null)
    if (!reply?.ok) say(t('rooms.sidebar.notKept'))
  }
  useShortcut('Mod+Shift+D', () => void fold(!folded))
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  return (
    <>
      {folded && <FoldedSidebar onUnfold={() => void fold(false)} />}
      {/* Its keys go on, also while it is not seen. */}
      <nav
        aria-label={t('rooms.sidebar.label')}
        className={cx('corridor flex h-full w-68 shrink-0 flex-col max-md:hidden', folded && 'hidden')}
      >
        <div className="flex h-15 items-center gap-2.5 px-4 font-semibold text-lg">
          <PlaceSign className="h-6 max-w-24" />
          <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
          <FoldButton label={t('rooms.sidebar.fold')} onClick={() => void fold(true)}>
            <PanelLeftClose size={18} aria-hidden className="rtl:-scale-x-100" />
          </FoldButton>
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
            <KeyHint keys="Mod+K" />
          </button>
          <SidebarLinks />
          <RoomSections order={order} scroller={scroller} />
        </div>
        <NotificationOffer wanted={false} />
        <div className="flex items-center justify-between gap-2 border-corridor-line border-t p-2">
          <AccountMenu />
          {mayOpenDirectRooms(viewer) && (
            <div className="flex">
              <button
                type="button"
                aria-label={t('rooms.newMessage.open')}
                onClick={() => setWriting(true)}
                className={cornerClass}
              >
                <SquarePen size={18} aria-hidden />
              </button>
              {mayCreate && (
                <button
                  type="button"
                  aria-label={t('rooms.new')}
                  onClick={() => setCreating(true)}
                  className={cornerClass}
                >
                  <Plus size={18} aria-hidden />
                </button>
              )}
            </div>
          )}
        </div>
        <CreateRoom wanted={creating} open={creating} onOpenChange={setCreating} />
        <NewMessage wanted={writing} open={writing} onOpenChange={setWriting} />
      </nav>
    </>
  )
}
