'use client'

import { AtSign, Bookmark, MessagesSquare, Plus, Search, SquarePen, TextSearch } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AccountMenu } from '#components/accounts/account-menu.tsx'
import { useUnreadThreads } from '#components/messages/threads/use-unread-threads.ts'
import { part } from '#components/parts/part.ts'
import { useMayCreate, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { switcher } from '#components/switcher/state.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { later } from '#components/ui/later.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { mayOpenDirectRooms } from '#lib/instance/policy.ts'

const ActivityCount = later(part('ActivityCount'))
const NewMessage = later(part('NewMessage'))
const CreateRoom = later(part('CreateRoom'))

/**
 * The head of the list of all rooms. On a phone, where the sidebar is away, it
 * holds the account and the other pages too.
 */
export function RoomsHeading() {
  const t = useTranslations()
  const viewer = useViewer()
  const mayCreate = useMayCreate()
  const [creating, setCreating] = useState(false)
  const unread = useUnreadThreads()
  const [writing, setWriting] = useState(false)
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-xl tracking-tight">{t('rooms.title')}</h1>
        <div className="flex min-w-0 items-center gap-2">
          {mayCreate && (
            <Button look="primary" onClick={() => setCreating(true)}>
              <Plus size={16} aria-hidden />
              <span className="max-md:sr-only">{t('rooms.new')}</span>
            </Button>
          )}
          {mayOpenDirectRooms(viewer) && (
            <IconButton
              label={t('rooms.newMessage.open')}
              className="md:hidden"
              onClick={() => setWriting(true)}
            >
              <SquarePen size={18} aria-hidden />
            </IconButton>
          )}
          <div className="flex min-w-0 items-center md:hidden">
            <IconButton label={t('switcher.title')} onClick={() => switcher.set({ open: true })}>
              <Search size={18} aria-hidden />
            </IconButton>
            <AccountMenu compact />
          </div>
        </div>
      </div>
      <nav aria-label={t('rooms.browse.pages')} className="flex flex-wrap gap-2 md:hidden">
        <PlaceLink href="/threads" className={buttonClass('plain', 'small')}>
          <MessagesSquare size={16} aria-hidden />
          {t('messages.threads.title')}
          {unread > 0 && <Badge>{t('rooms.unread', { count: unread })}</Badge>}
        </PlaceLink>
        <PlaceLink href="/activity" className={buttonClass('plain', 'small')}>
          <AtSign size={16} aria-hidden />
          {t('messages.activity.title')}
          <ActivityCount wanted={false} />
        </PlaceLink>
        <PlaceLink href="/search" className={buttonClass('plain', 'small')}>
          <TextSearch size={16} aria-hidden />
          {t('rooms.search')}
        </PlaceLink>
        <PlaceLink href="/saved" className={buttonClass('plain', 'small')}>
          <Bookmark size={16} aria-hidden />
          {t('rooms.saved')}
        </PlaceLink>
      </nav>
      <CreateRoom wanted={creating} open={creating} onOpenChange={setCreating} />
      <NewMessage wanted={writing} open={writing} onOpenChange={setWriting} />
    </>
  )
}
